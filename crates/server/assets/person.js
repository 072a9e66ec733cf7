// What somebody said over time, with changes of wording.

import { count, h } from './dom.js';
import { call, query } from './api.js';
import { statement } from './search.js';

export async function person({ parameters: [name] }) {
  const list = h('ol', { class: 'list' });
  const more = h('button', { type: 'button', hidden: true }, 'More');
  let cursor;
  let total = 0;
  async function page() {
    const got = await call(`/people/${encodeURIComponent(name)}` + query({ cursor, limit: 50 }));
    list.append(...got.items.map(statement));
    total += got.items.length;
    cursor = got.next;
    more.hidden = !cursor;
    state.textContent = total ? `${count(total)}${cursor ? ' or more' : ''} statements, the earliest first` : 'No statement of that name is in the archive.';
  }
  const state = h('p', { class: 'quiet', role: 'status' });
  more.addEventListener('click', page);
  await page();
  return { title: name, element: h('div', {}, h('h1', { dir: 'auto' }, name), state, list, h('p', {}, more)) };
}
