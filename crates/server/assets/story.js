// Stories: the list of all, and the way of one through time.

import { count, h, time } from './dom.js';
import { call, query as parameters } from './api.js';
import { contradictions, copies, folded, link, named } from './trace.js';

export async function stories() {
  const list = h('ol', { class: 'list' });
  const more = h('button', { type: 'button', hidden: true }, 'More');
  const state = h('p', { class: 'quiet', role: 'status' });
  let cursor;
  let total = 0;
  async function page() {
    const got = await call('/stories' + parameters({ cursor, limit: 50 }));
    list.append(...got.items.map((story) => h('li', {},
      h('a', { href: `/story/${story.id}`, dir: 'auto' }, story.title || `story ${story.id}`),
      h('p', { class: 'facts' }, h('span', {}, `${count(story.dispatches)} dispatches`), story.first ? h('span', {}, 'from ', time(story.first)) : null, story.last && story.last !== story.first ? h('span', {}, 'to ', time(story.last)) : null))));
    total += got.items.length;
    cursor = got.next;
    more.hidden = !cursor;
    state.textContent = total ? `${count(total)}${cursor ? ' or more' : ''} stories of two dispatches or more, the latest first` : 'No two dispatches of the archive tell one story yet.';
  }
  more.addEventListener('click', page);
  await page();
  return { title: 'Stories', element: h('div', {}, h('h1', {}, 'Stories'), state, list, h('p', {}, more)) };
}

const WHAT = { began: 'The story began', merged: 'Two stories became one', split: 'The story fell in two' };

export async function story({ parameters: [id] }) {
  const got = await call(`/stories/${encodeURIComponent(id)}`);
  const of = named(got.timeline);
  return {
    title: got.title || 'Story',
    element: h('article', {},
      h('h1', { dir: 'auto' }, got.title || `Story ${got.id}`),
      h('p', { class: 'facts' },
        h('span', {}, `${count(got.timeline.length + got.more)} dispatches`),
        got.timeline[0] ? h('a', { href: `/trace/dispatch/${got.timeline[0].id}` }, 'who has it from whom') : null,
        got.more ? h('span', {}, `${count(got.more)} of them not shown`) : null,
        got.waiting ? h('span', {}, `${count(got.waiting)} dispatches wait to be compared`) : null),
      h('div', { class: 'reading' },
        h('div', {},
          h('h2', {}, 'Timeline'),
          h('ol', { class: 'list timeline' }, got.timeline.map((one) => station(one, got.copies, of))),
          contradictions(got.contradictions, of),
          got.statements.length ? [h('h2', {}, 'Statements that several have'), got.statements.map((it) => folded(it, of))] : null,
          copies(got.copies, of)),
        h('aside', { 'aria-label': 'speakers and history' }, speakers(got.speakers), past(got.history)))),
  };
}

function station(one, taken, of) {
  const from = taken.filter((copy) => copy.copy === one.id);
  return h('li', {},
    h('p', { class: 'facts' }, h('span', {}, time(one.issued) || 'day of issue not told'), h('span', { dir: 'auto' }, one.outlet || 'publisher not found'), from.map((copy) => h('span', {}, `${copy.how}, ${copy.known ? 'from' : 'like'} `, link(of(copy.of))))),
    h('p', {}, link(one, one.title || 'without a title')),
    one.said.length ? h('details', {}, h('summary', {}, `${count(one.said.length)} statements`), h('ul', {}, one.said.map((it) => h('li', { dir: 'auto' },
      it.speaker ? h('a', { href: '/person/' + encodeURIComponent(it.speaker) }, it.speaker) : 'nobody named', `: ${it.kind === 'direct' ? '“' : ''}${it.content}${it.kind === 'direct' ? '”' : ''} `,
      h('a', { href: `/trace/statement/${it.id}` }, 'trace'))))) : null);
}

function speakers(list) {
  if (!list.length) return h('p', {}, 'Nobody is named as a speaker.');
  return h('div', { class: 'wide' }, h('table', {}, h('caption', {}, 'Who speaks'),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Speaker'), h('th', { scope: 'col', class: 'number' }, 'quoted'), h('th', { scope: 'col', class: 'number' }, 'dispatches'))),
    h('tbody', {}, list.slice(0, 30).map((one) => h('tr', {}, h('th', { scope: 'row' }, h('a', { href: '/person/' + encodeURIComponent(one.name), dir: 'auto' }, one.name)), h('td', { class: 'number' }, count(one.statements)), h('td', { class: 'number' }, count(one.dispatches)))))));
}

function past(history) {
  return [h('h2', {}, 'History'), h('ol', {}, history.map((event) => h('li', {}, WHAT[event.what] || event.what, ' with ', h('a', { href: `/dispatch/${event.dispatch}` }, `dispatch ${event.dispatch}`), event.other === undefined ? null : [': ', h('a', { href: `/story/${event.other}` }, `story ${event.other}`)])))];
}
