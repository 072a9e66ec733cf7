// What is announced, as a month and as a list.

import { h, time } from './dom.js';
import { call, query as parameters } from './api.js';

const iso = (date) => date.toISOString().slice(0, 10);
const utc = (year, month, day) => new Date(Date.UTC(year, month, day));

export async function diary({ query, go }) {
  const today = iso(new Date());
  const month = /^\d{4}-\d\d$/.test(query.get('month') || '') ? query.get('month') : today.slice(0, 7);
  const view = query.get('view') === 'list' ? 'list' : 'month';
  const [year, number] = month.split('-').map(Number);
  const first = utc(year, number - 1, 1);
  const last = utc(year, number, 0);
  const { items } = await call('/diary' + parameters({ from: iso(first), to: iso(last), limit: 500 }));
  const named = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  const link = (offset, label) => h('a', { href: '/diary' + parameters({ month: iso(utc(year, number - 1 + offset, 1)).slice(0, 7), view: view === 'list' ? 'list' : '' }) }, label);
  const other = view === 'list' ? 'month' : 'list';
  const controls = h('p', { class: 'facts' }, link(-1, '← the month before'), link(1, 'the month after →'),
    h('a', { href: '/diary' + parameters({ month, view: other === 'list' ? 'list' : '' }) }, `as a ${other}`),
    h('a', { href: '/api/v1/diary.ics', 'data-native': true }, 'iCalendar feed'));
  const element = h('div', {}, h('h1', {}, `Diary: ${named.format(first)}`), controls, view === 'list' ? list(items) : grid(items, first, last, today));
  return { title: 'Diary', element };
}

const status = (item) => (item.status === 'announced' ? '' : item.status === 'moved' && item.moved_from ? `moved from ${item.moved_from} · ` : `${item.status} · `);

function list(items) {
  if (!items.length) return h('p', {}, 'Nothing is announced for this month.');
  return h('ol', { class: 'list' }, items.map((item) => h('li', {},
    h('p', {}, time(item.start) || 'no day told', item.end && item.end !== item.start ? [' to ', time(item.end)] : null),
    h('p', { dir: 'auto' }, status(item), item.status === 'cancelled' ? h('del', {}, item.what) : item.what),
    h('p', { class: 'facts' }, item.where ? h('span', {}, item.where) : null, item.according_to ? h('span', {}, `according to ${item.according_to}`) : null, item.year_inferred ? h('span', {}, 'year inferred') : null,
      item.dispatches.slice(0, 5).map((id, i) => h('a', { href: `/dispatch/${id}` }, i ? String(i + 1) : 'the dispatch')), item.dispatches.length > 5 ? h('span', {}, `and ${item.dispatches.length - 5} more`) : null))));
}

function grid(items, first, last, today) {
  const names = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
  const lead = (first.getUTCDay() + 6) % 7;
  const cells = [];
  for (let i = 0; i < 7; i++) cells.push(h('div', { class: 'small quiet empty' }, names.format(utc(2024, 0, 1 + i))));
  for (let i = 0; i < lead; i++) cells.push(h('div', { class: 'other empty' }));
  for (let at = new Date(first); at <= last; at = new Date(at.getTime() + 86400000)) {
    const day = iso(at);
    const here = items.filter((item) => item.start && item.start.length === 10 && item.start <= day && (item.end || item.start) >= day);
    cells.push(h('div', { class: `${day === today ? 'today' : ''} ${here.length ? '' : 'empty'}` }, time(day), h('ul', {}, here.slice(0, 6).map((item) => h('li', { dir: 'auto' }, h('a', { href: `/dispatch/${item.dispatches[0]}` }, status(item), item.what.length > 80 ? item.what.slice(0, 78) + ' …' : item.what))), here.length > 6 ? h('li', {}, `and ${here.length - 6} more`) : null)));
  }
  const vague = items.filter((item) => !item.start || item.start.length < 10);
  return h('div', {}, h('div', { class: 'month' }, cells), vague.length ? [h('h2', {}, 'This month, the day not told'), list(vague)] : null);
}
