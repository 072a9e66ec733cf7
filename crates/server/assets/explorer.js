// The API to look at and to try, from its OpenAPI document.

import { h } from './dom.js';
import { call, query } from './api.js';

export async function explorer() {
  const document_ = await call('/openapi.json');
  const parts = [];
  for (const [path, methods] of Object.entries(document_.paths)) {
    for (const [method, operation] of Object.entries(methods)) parts.push(part(document_, path, method, operation));
  }
  return { title: 'API', element: h('div', {}, h('h1', {}, `${document_.info.title} ${document_.info.version}: the API`), h('p', {}, document_.info.description, ' ', h('a', { href: '/api/v1/openapi.json' }, 'openapi.json')), parts) };
}

function part(document_, path, method, operation) {
  const parameters = operation.parameters || [];
  const inputs = parameters.map((one) => [one, h('input', { name: one.name, required: one.required })]);
  const type = Object.keys(operation.requestBody?.content || {})[0];
  const body = type ? h('textarea', { rows: 4, 'aria-label': 'body', spellcheck: 'false' }) : null;
  if (body && type === 'application/json') body.value = sample(document_, operation.requestBody.content[type].schema);
  const answer = h('pre', { tabindex: '0', hidden: true, 'aria-label': 'answer' });
  const send = async (event) => {
    event.preventDefault();
    const value = (where) => Object.fromEntries(inputs.filter(([one]) => one.in === where).map(([one, input]) => [one.name, input.value]));
    const inside = value('path');
    const address = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(inside[name])) + query(value('query'));
    answer.hidden = false;
    try {
      const got = await call(address, { method: method.toUpperCase(), body: body?.value, type: type || 'application/json' });
      answer.textContent = typeof got === 'string' ? got : JSON.stringify(got, null, 2);
    } catch (problem) {
      answer.textContent = `${problem.status} ${problem.message}`;
    }
  };
  return h('details', { class: 'panel' },
    h('summary', {}, h('code', {}, `${method.toUpperCase()} ${path}`), ' ', operation.summary || ''),
    operation.description ? h('p', {}, operation.description) : null,
    h('form', { onsubmit: send }, h('div', { class: 'fields' }, inputs.map(([one, input]) => h('label', {}, `${one.name}${one.description ? ': ' + one.description : ''}`, input))), body, h('p', {}, h('button', {}, 'Try it'))),
    answer);
}

function sample(document_, schema, depth = 0) {
  const at = (one) => (one?.$ref ? document_.components.schemas[one.$ref.split('/').pop()] : one);
  const value = (one, level) => {
    const found = at(one) || {};
    if (level > 3) return null;
    if (found.properties) return Object.fromEntries((found.required || []).map((key) => [key, value(found.properties[key], level + 1)]));
    if (found.type === 'array') return [];
    if (found.enum) return found.enum[0];
    return found.type === 'boolean' ? false : found.type === 'integer' ? 0 : '';
  };
  return JSON.stringify(value(schema, depth), null, 2);
}
