// Who is quoted how much: bars and, behind them, the tables that they are drawn from.

import { count, h, percent, time } from './dom.js';
import { call, query as parameters } from './api.js';

export async function sources({ query, go }) {
  const publisher = query.get('publisher') || '';
  const after = query.get('after') || '';
  const before = query.get('before') || '';
  const got = await call('/sources' + parameters({ publisher, after, before }));
  const form = h('form', { class: 'fields', onsubmit: (event) => {
    event.preventDefault();
    const data = new FormData(form);
    go('/sources' + parameters(Object.fromEntries(data)));
  } }, h('label', {}, 'Outlet', h('input', { name: 'publisher', value: publisher })), h('label', {}, 'Issued from', h('input', { name: 'after', type: 'date', value: after })), h('label', {}, 'Issued before', h('input', { name: 'before', type: 'date', value: before })), h('button', {}, 'Show'));

  const most = Math.max(1, ...got.speakers.map((row) => row.statements));
  const bar = (share, label) => {
    const element = h('span', { class: 'bar', 'aria-hidden': 'true' });
    element.style.width = `${Math.max(1, Math.round(share * 140))}px`;
    return h('td', {}, element, label ? ` ${label}` : null);
  };
  const head = (...names) => h('thead', {}, h('tr', {}, names.map((name) => h('th', { scope: 'col' }, name))));
  const speakers = h('table', {}, h('caption', {}, 'Who is quoted how much'), head('Speaker', 'Statements', 'Beside the most quoted'), h('tbody', {}, got.speakers.map((row) => h('tr', {}, h('th', { scope: 'row', dir: 'auto' }, h('a', { href: '/person/' + encodeURIComponent(row.name) }, row.name)), h('td', { class: 'number' }, count(row.statements)), bar(row.statements / most)))));
  const outlets = h('table', {}, h('caption', {}, 'Anonymous sources and agencies by outlet'), head('Outlet', 'Statements', 'Anonymous', 'Second hand'), h('tbody', {}, got.outlets.map((row) => h('tr', {}, h('th', { scope: 'row', dir: 'auto' }, row.name ? h('a', { href: '/sources' + parameters({ publisher: row.name, after, before }) }, row.name) : 'not found'), h('td', { class: 'number' }, count(row.statements)), bar(row.anonymous / row.statements, percent(row.anonymous / row.statements)), bar(row.carried / row.statements, percent(row.carried / row.statements))))));
  const months = h('table', {}, h('caption', {}, 'Over time'), head('Month', 'Statements', 'Anonymous', 'Second hand'), h('tbody', {}, got.months.map((row) => h('tr', {}, h('th', { scope: 'row' }, time(row.month)), h('td', { class: 'number' }, count(row.statements)), h('td', { class: 'number' }, percent(row.anonymous / row.statements)), h('td', { class: 'number' }, percent(row.carried / row.statements))))));
  const element = h('div', {}, h('h1', {}, 'Sources at a glance'), form, got.outlets.length ? [plot(got.months), h('div', { class: 'columns broad' }, [speakers, outlets, months].map((table) => h('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': table.caption.textContent }, table)))] : h('p', {}, 'No statement in the archive fits.'), got.outlets.length ? h('p', { class: 'small quiet' }, 'Second hand: through an agency or another outlet. An outlet’s name shows its own shares over time.') : null);
  return { title: 'Sources', element };
}

// Two lines over months: share of anonymous sources, share of what came through other hands.
function plot(months) {
  if (months.length < 2) return null;
  const [width, height, pad] = [720, 200, 34];
  const svg = (name, attributes, ...children) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const x = (i) => pad + (i * (width - 2 * pad)) / (months.length - 1);
  const y = (share) => height - pad - share * (height - 2 * pad);
  const line = (key, dash) => svg('polyline', { fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-dasharray': dash, points: months.map((row, i) => `${x(i).toFixed(1)},${y(row[key] / row.statements).toFixed(1)}`).join(' ') });
  const text = (at, down, words, anchor) => svg('text', { x: at, y: down, 'font-size': 12, fill: 'currentColor', 'text-anchor': anchor || 'start' }, words);
  return h('figure', {}, svg('svg', { viewBox: `0 0 ${width} ${height}`, width: '100%', role: 'img', 'aria-label': 'share of anonymous sources and of statements through other hands by month; the table “Over time” has the figures' },
    ...[0, 0.5, 1].map((share) => svg('line', { x1: pad, x2: width - pad, y1: y(share), y2: y(share), stroke: 'currentColor', 'stroke-opacity': 0.2 })),
    ...[0, 0.5, 1].map((share) => text(pad - 6, y(share) + 4, percent(share), 'end')),
    text(pad, height - 8, months[0].month), text(width - pad, height - 8, months[months.length - 1].month, 'end'),
    line('anonymous', 'none'), line('carried', '6 4')), h('figcaption', { class: 'small quiet' }, 'solid: anonymous sources · dashed: through an agency or another outlet'));
}
