// Signing in; users and tokens for those who may.

import { h, say } from './dom.js';
import { call, identify, who } from './api.js';

export async function signIn({ query, go, account }) {
  const name = h('input', { name: 'name', autocomplete: 'username', required: true });
  const password = h('input', { name: 'password', type: 'password', autocomplete: 'current-password', required: true });
  const fault = h('p', { class: 'fault', role: 'alert', hidden: true });
  const form = h('form', { onsubmit: async (event) => {
    event.preventDefault();
    try {
      await call('/session', { method: 'POST', body: { name: name.value, password: password.value } });
      await identify();
      account();
      const then = query.get('then') || '/';
      go(then.startsWith('/') && !then.startsWith('//') ? then : '/', { replace: true });
    } catch (problem) {
      fault.hidden = false;
      fault.textContent = problem.message;
    }
  } }, h('div', { class: 'fields' }, h('label', {}, 'Name', name), h('label', {}, 'Password', password), h('button', { class: 'main' }, 'Sign in')), fault);
  return { title: 'Sign in', element: h('div', {}, h('h1', {}, 'Sign in'), form) };
}

export async function admin() {
  const session = who();
  if (session.role !== 'admin') return { title: 'Account', element: h('p', {}, `You are ${session.name}, ${session.role}.`) };
  const users = h('tbody');
  const tokens = h('tbody');
  const shown = h('p', { role: 'status' });
  const roles = () => h('select', { name: 'role' }, ['reader', 'editor', 'admin'].map((role) => h('option', {}, role)));
  const doing = (work) => async (event) => {
    event.preventDefault();
    try {
      await work(event.target);
      await fill();
    } catch (problem) {
      say(problem.message);
    }
  };
  async function fill() {
    const [people, programs] = await Promise.all([call('/users'), call('/tokens')]);
    const row = (path, name, role) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, role), h('td', {}, h('button', { type: 'button', onclick: doing(() => call(`${path}/${encodeURIComponent(name)}`, { method: 'DELETE' })) }, 'Remove', h('span', { class: 'hidden' }, ` ${name}`))));
    users.replaceChildren(...people.items.map((one) => row('/users', one.name, one.role)));
    tokens.replaceChildren(...programs.items.map((one) => row('/tokens', one.name, one.role)));
  }
  await fill();
  const user = h('form', { class: 'fields', onsubmit: doing(async (form) => {
    await call('/users', { method: 'POST', body: { name: form.elements.name.value, role: form.elements.role.value, password: form.elements.password.value } });
    form.reset();
  }) }, h('label', {}, 'Name', h('input', { name: 'name', required: true, autocomplete: 'off' })), h('label', {}, 'Password, ten characters or more', h('input', { name: 'password', type: 'password', minlength: 10, required: true, autocomplete: 'new-password' })), h('label', {}, 'Role', roles()), h('button', {}, 'Make or change the user'));
  const token = h('form', { class: 'fields', onsubmit: doing(async (form) => {
    const made = await call('/tokens', { method: 'POST', body: { name: form.elements.name.value, role: form.elements.role.value } });
    shown.replaceChildren('The token, shown this once: ', h('code', {}, made.token));
  }) }, h('label', {}, 'For what', h('input', { name: 'name', required: true })), h('label', {}, 'Role', roles()), h('button', {}, 'Make a token'));
  const table = (body, caption) => h('table', {}, h('caption', { class: 'hidden' }, caption), h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Name'), h('th', { scope: 'col' }, 'Role'), h('th', { scope: 'col' }, h('span', { class: 'hidden' }, 'Remove')))), body);
  return { title: 'Account', element: h('div', {}, h('h1', {}, 'Users and tokens'), h('h2', {}, 'Users'), table(users, 'users'), user, h('h2', {}, 'Tokens for programs'), table(tokens, 'tokens'), token, shown) };
}
