// Search over statements and dispatches: fields for those who click, the query for those who type.

import { h, percent, time } from './dom.js';
import { call, query as parameters } from './api.js';
import { entry } from './home.js';

const FIELDS = [['speaker', 'Speaker'], ['via', 'Through the hands of'], ['publisher', 'Publisher'], ['after', 'Issued from', 'date'], ['before', 'Issued before', 'date'], ['said', 'Said on']];
const KINDS = ['', 'direct', 'indirect', 'mixed'];
const FILTER = /(^|\s)([a-z]+):("[^"]*"|\S+)/g;

// A query taken apart into the fields that the form has, and the words that are left.
export function apart(text) {
  const values = {};
  const known = new Set([...FIELDS.map(([key]) => key), 'kind', 'anonymous']);
  const words = text.replace(FILTER, (whole, before, key, value) => {
    if (!known.has(key) || values[key] !== undefined) return whole;
    values[key] = value.replace(/^"|"$/g, '');
    return before;
  });
  return { words: words.trim().replace(/\s+/g, ' '), values };
}

export function together(words, values) {
  const filters = Object.entries(values).filter(([, value]) => value).map(([key, value]) => `${key}:${/\s/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`);
  return [words.trim(), ...filters].filter(Boolean).join(' ');
}

export async function search({ query, go }) {
  const q = query.get('q') || '';
  const where = query.get('in') === 'dispatches' ? 'dispatches' : 'statements';
  const { words, values } = apart(q);
  document.getElementById('find').value = q;

  const input = (key, label, type = 'text') => h('label', {}, label, h('input', { name: key, type, value: values[key] || '' }));
  const form = h('form', { 'aria-label': 'search by fields', onsubmit: (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const kept = Object.fromEntries([...FIELDS.map(([key]) => key), 'kind', 'anonymous'].map((key) => [key, data.get(key)]));
    go('/search' + parameters({ q: together(data.get('words'), kept), in: data.get('in') === 'dispatches' ? 'dispatches' : '' }));
  } },
    h('div', { class: 'fields' },
      h('label', {}, 'Words', h('input', { name: 'words', value: words })),
      FIELDS.map(([key, label, type]) => input(key, label, type)),
      h('label', {}, 'Kind', h('select', { name: 'kind' }, KINDS.map((kind) => h('option', { value: kind, selected: kind === values.kind }, kind || 'any')))),
      h('label', {}, 'Source', h('select', { name: 'anonymous' }, [['', 'any'], ['yes', 'anonymous'], ['no', 'named']].map(([value, label]) => h('option', { value, selected: value === values.anonymous }, label)))),
      h('label', {}, 'Look in', h('select', { name: 'in' }, ['statements', 'dispatches'].map((value) => h('option', { value, selected: value === where }, value)))),
      h('button', { class: 'main' }, 'Search')));

  const results = h('ol', { class: 'list' });
  const state = h('p', { class: 'quiet', role: 'status' });
  const more = h('button', { type: 'button', hidden: true }, 'More');
  const element = h('div', {}, h('h1', {}, q ? `“${q}”` : 'Search'), form, state, results, h('p', {}, more));
  if (!q) {
    state.textContent = 'Words, "phrases", -not, OR, and filters such as speaker:"Ilka Dorn" via:TASS after:2026-04-01 kind:direct.';
    return { title: 'Search', element };
  }
  let cursor = query.get('cursor') || undefined;
  let number = 0;
  async function page() {
    more.disabled = true;
    try {
      const got = await call(`/${where}` + parameters({ q, cursor, limit: 25 }));
      results.append(...got.items.map((item) => (where === 'statements' ? statement(item) : hit(item))));
      number += got.items.length;
      cursor = got.next;
      more.hidden = !cursor;
      state.replaceChildren(number ? `${number}${cursor ? ' or more' : ''} ${where}. ` : 'Nothing found. ', h('a', { href: '/api/v1/search.atom' + parameters({ q, in: where }) }, 'Atom feed of this search'));
    } catch (problem) {
      state.className = 'fault';
      state.replaceChildren(problem.message, problem.at === undefined ? '' : h('code', {}, ` ${q.slice(0, problem.at)}⟦here⟧${q.slice(problem.at)}`));
    }
    more.disabled = false;
  }
  more.addEventListener('click', page);
  await page();
  return { title: `Search: ${q}`, element };
}

const snippet = (parts) => parts.map((part) => (part.hit ? h('mark', {}, part.text) : part.text));

function hit(item) {
  const line = entry(item);
  if (item.snippet) line.append(h('p', { dir: 'auto' }, snippet(item.snippet)));
  return line;
}

// A statement in a list.
export function statement(item) {
  return h('li', {},
    h('p', { dir: 'auto' }, item.kind === 'direct' ? '“' : '', item.snippet ? snippet(item.snippet) : item.content, item.kind === 'direct' ? '”' : ''),
    h('p', { class: 'facts' },
      item.speaker ? h('a', { href: '/person/' + encodeURIComponent(item.speaker), dir: 'auto' }, item.speaker) : h('span', {}, item.anonymous ? 'an anonymous source' : 'nobody named'),
      item.chain.length > 2 ? h('span', { dir: 'auto' }, 'by way of ' + item.chain.slice(1, -1).join(', ')) : null,
      h('span', {}, item.kind), item.polarity === 'asserted' ? null : h('span', {}, item.polarity),
      item.said ? h('span', {}, 'said ', time(item.said)) : null,
      h('span', {}, percent(item.confidence)), h('a', { href: `/trace/statement/${item.id}` }, 'trace')),
    h('p', { class: 'facts' },
      h('a', { href: `/dispatch/${item.dispatch}#a${item.number + 1}`, dir: 'auto' }, item.title || 'the dispatch'),
      h('span', { dir: 'auto' }, item.publisher), item.issued ? h('span', {}, time(item.issued)) : null));
}
