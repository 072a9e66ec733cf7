// A dispatch with its reading: text, cards, who is behind how much, what nobody is behind.

import { count, h, percent, time } from './dom.js';
import { cards } from './cards.js';
import { marked, name } from './marks.js';

export function reading(text, document_, { dispatch, head = [] } = {}) {
  const shown = { index: -1 };
  const select = (index, from) => {
    shown.index = index;
    body.choose(index, from !== 'text');
    list.choose(index, from !== 'card');
    if (location.hash !== (index >= 0 ? `#a${index + 1}` : '')) history.replaceState(history.state, '', index >= 0 ? `#a${index + 1}` : location.pathname + location.search);
  };
  const body = marked(text, document_, { chosen: (index) => select(index, 'text') });
  const list = cards(document_, { text, colour: body.colour, select: (index) => select(index, 'card'), selection: body.selection, dispatch });

  const bare = h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => {
    const pressed = body.element.classList.toggle('nobody');
    bare.setAttribute('aria-pressed', String(pressed));
  } }, `Show sentences with nobody behind them (${count(document_.unattributed.length)})`);

  const keys = (event) => {
    if (event.target.closest('input, textarea, select') || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = document_.attributions.length - 1;
    if (event.key === 'j' && shown.index < last) select(shown.index + 1);
    else if (event.key === 'k' && shown.index > 0) select(shown.index - 1);
    else if (event.key === 'Escape' && shown.index >= 0) select(-1);
  };
  document.addEventListener('keydown', keys);

  const facts = document_.dispatch;
  const element = h('article', {},
    head,
    h('p', { class: 'facts' },
      h('span', {}, facts.publisher ? `published by ${facts.publisher}` : 'publisher not found'),
      facts.byline?.length ? h('span', {}, 'by ' + facts.byline.join(', ')) : null,
      facts.place ? h('span', {}, facts.place) : null,
      facts.issued ? h('span', { title: facts.issued_evidence.join('; ') }, 'issued ', time(facts.issued), facts.issued_inferred ? ' (year inferred)' : '') : h('span', {}, 'day of issue not told'),
      h('span', {}, `${count(document_.attributions.length)} attributions`)),
    h('p', {}, bare, h('span', { class: 'quiet small' }, '  box: source · dotted: cue · line: content, shaded where quoted, dashed where denied · keys j, k, Escape')),
    h('div', { class: 'reading' },
      body.element,
      h('aside', { class: 'cards', 'aria-label': 'who said what' }, shares(text, document_, body.colour), list.element, diary(document_))));
  const wanted = /^#a(\d+)$/.exec(location.hash);
  if (wanted && Number(wanted[1]) <= document_.attributions.length) queueMicrotask(() => select(Number(wanted[1]) - 1));
  return { element, leave: () => document.removeEventListener('keydown', keys) };
}

function shares(text, document_, colour) {
  if (!document_.attributions.length) return h('p', {}, 'Nobody is said to have said anything here.');
  const length = (pieces) => pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0);
  const all = Math.max(1, text.length);
  const rows = new Map();
  for (const one of document_.attributions) {
    const row = rows.get(name(one)) || { share: 0, times: 0, one };
    if (one.nested_in === null || one.nested_in === undefined) row.share += length(one.content) / all;
    row.times += 1;
    rows.set(name(one), row);
  }
  const ranked = [...rows].sort((a, b) => b[1].share - a[1].share).slice(0, 12);
  return h('details', { open: ranked.length < 9 }, h('summary', {}, 'Who is behind how much'), h('table', {},
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'who'), h('th', { scope: 'col', class: 'number' }, 'of the text'), h('th', { scope: 'col', class: 'number' }, 'times'))),
    h('tbody', {}, ranked.map(([who, row]) => h('tr', { class: colour(row.one) }, h('th', { scope: 'row', dir: 'auto' }, who), h('td', { class: 'number' }, percent(row.share)), h('td', { class: 'number' }, String(row.times)))))));
}

function diary(document_) {
  if (!document_.diary.length) return null;
  return h('section', {}, h('h2', {}, 'Announced'), h('ul', { class: 'list' }, document_.diary.map((entry) => h('li', {},
    h('p', {}, entry.start ? time(entry.start) : 'no day told', entry.end && entry.end !== entry.start ? [' to ', time(entry.end)] : null, entry.status === 'announced' ? null : ` · ${entry.status}`),
    h('p', { dir: 'auto' }, entry.what),
    entry.according_to ? h('p', { class: 'quiet small' }, `according to ${entry.according_to}`) : null))));
}
