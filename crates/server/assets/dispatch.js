// A dispatch of the archive.

import { h, time } from './dom.js';
import { call } from './api.js';
import { reading } from './reading.js';

export async function dispatch({ parameters: [id] }) {
  const got = await call(`/dispatches/${encodeURIComponent(id)}`);
  for (const correction of got.corrections) {
    const one = got.reading?.attributions[correction.attribution];
    if (one) one.correction = correction;
  }
  const head = [
    h('h1', { dir: 'auto' }, got.title || 'A dispatch'),
    h('p', { class: 'facts' },
      got.url ? h('a', { href: /^https?:/.test(got.url) ? got.url : undefined, rel: 'noreferrer', dir: 'ltr' }, got.url) : null,
      h('span', {}, 'kept ', time(got.added)),
      got.versions.length > 1 ? h('span', {}, `${got.versions.length} versions: `, got.versions.map((version, i) => [i ? ', ' : '', version.id === got.id ? `${i + 1} (this)` : h('a', { href: `/dispatch/${version.id}` }, String(i + 1))])) : null,
      h('a', { href: `/trace/dispatch/${got.id}` }, 'trace'),
      h('a', { href: `/api/v1/dispatches/${got.id}/brat`, download: `${got.id}.ann` }, 'brat')),
  ];
  if (!got.reading) return { title: got.title || 'Dispatch', element: h('article', {}, head, h('p', {}, 'Kept, but not read yet.'), h('div', { class: 'text', dir: 'auto' }, got.text)) };
  const shown = reading(got.text, got.reading, { dispatch: got.id, head });
  return { title: got.title || 'Dispatch', ...shown };
}
