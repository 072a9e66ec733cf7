// The page: an address, a view. Every state of the page has an address.

import { h, say } from './dom.js';
import { call, identify, who } from './api.js';
import { home } from './home.js';
import { dispatch } from './dispatch.js';
import { search } from './search.js';
import { person } from './person.js';
import { diary } from './diary.js';
import { sources } from './sources.js';
import { stories, story } from './story.js';
import { trace } from './trace.js';
import { admin, signIn } from './account.js';
import { explorer } from './explorer.js';

const VIEWS = [
  [/^\/$/, home],
  [/^\/dispatch\/([^/]+)$/, dispatch],
  [/^\/search$/, search],
  [/^\/person\/(.+)$/, person],
  [/^\/diary$/, diary],
  [/^\/sources$/, sources],
  [/^\/stories$/, stories],
  [/^\/story\/(\d+)$/, story],
  [/^\/trace\/(dispatch|statement)\/(\d+)$/, trace],
  [/^\/account$/, admin],
  [/^\/sign-in$/, signIn],
  [/^\/api$/, explorer],
];

const main = document.getElementById('main');
let leave = null;
let turn = 0;

export function go(address, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  return show();
}

async function show() {
  const mine = ++turn;
  leave?.();
  leave = null;
  const path = decodeURI(location.pathname);
  const [pattern, view] = VIEWS.find(([pattern]) => pattern.test(path)) || [null, null];
  for (const link of document.querySelectorAll('.top nav a')) {
    if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
  }
  main.setAttribute('aria-busy', 'true');
  let shown;
  try {
    if (!view) throw new Error('There is no page at this address.');
    if (!who() && path !== '/sign-in') return go(`/sign-in?then=${encodeURIComponent(location.pathname + location.search)}`, { replace: true });
    const parameters = pattern.exec(path).slice(1).map(decodeURIComponent);
    shown = await view({ parameters, query: new URLSearchParams(location.search), go, account });
  } catch (problem) {
    if (problem.status === 401) return go('/sign-in', { replace: true });
    shown = { title: 'Trouble', element: h('p', { class: 'fault', role: 'alert' }, problem.message) };
  }
  if (mine !== turn) return shown.leave?.();
  leave = shown.leave || null;
  document.title = `${shown.title} · Sayso`;
  main.replaceChildren(shown.element);
  main.removeAttribute('aria-busy');
  if (!location.hash) scrollTo(0, 0);
  if (show.before) main.focus({ preventScroll: true });
  show.before = true;
}

function account() {
  const here = document.getElementById('account');
  const session = who();
  if (!session) return here.replaceChildren(h('a', { href: '/sign-in' }, 'Sign in'));
  const out = async () => {
    try {
      await call('/session', { method: 'DELETE' });
      await identify();
      account();
      go('/sign-in');
    } catch (problem) {
      say(problem.message);
    }
  };
  here.replaceChildren(
    session.role === 'admin' ? h('a', { href: '/account' }, session.name) : h('span', {}, `${session.name} (${session.role})`),
    session.csrf ? [' ', h('button', { type: 'button', onclick: out }, 'Sign out')] : []);
}

document.addEventListener('click', (event) => {
  const drawn = event.target.closest('svg a[href]');
  const link = drawn ? Object.assign(document.createElement('a'), { href: drawn.getAttribute('href') }) : event.target.closest('a[href]');
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.download) return;
  if (link.origin !== location.origin || link.pathname.startsWith('/api/') || (link.hash && link.pathname === location.pathname)) return;
  event.preventDefault();
  go(link.href);
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.closest('input, textarea, select')) return;
  event.preventDefault();
  document.getElementById('find').focus();
});
document.querySelector('.find').addEventListener('submit', (event) => {
  event.preventDefault();
  go('/search?q=' + encodeURIComponent(event.target.q.value));
});
addEventListener('popstate', show);

try {
  await identify();
} catch (problem) {
  say(problem.message);
}
account();
await show();
