// The first page: read something at once, fill the archive, see what came last.

import { count, h, say, time } from './dom.js';
import { call, query, who } from './api.js';
import { reading } from './reading.js';

export async function home({ go }) {
  const may = who()?.role !== 'reader';
  const result = h('div', { id: 'result' });
  let leave = null;

  const text = h('textarea', { id: 'paste', name: 'text', required: true, dir: 'auto', spellcheck: 'false', placeholder: 'Paste a dispatch' });
  const issued = h('input', { type: 'date', name: 'issued' });
  const publisher = h('input', { name: 'publisher', autocomplete: 'off' });
  const known = () => ({ text: text.value, issued: issued.value || undefined, publisher: publisher.value.trim() || undefined });

  const read = async (event) => {
    event?.preventDefault();
    try {
      const sent = known();
      const got = await call('/read', { method: 'POST', body: sent });
      leave?.();
      const shown = reading(sent.text, got);
      leave = shown.leave;
      result.replaceChildren(h('h2', { tabindex: '-1' }, 'What it says'), shown.element);
      result.firstChild.focus({ preventScroll: true });
      result.scrollIntoView({ block: 'start' });
    } catch (problem) {
      result.replaceChildren(h('p', { class: 'fault', role: 'alert' }, problem.message));
    }
  };
  const keep = async () => {
    try {
      const kept = await call('/dispatches', { method: 'POST', body: known() });
      go(`/dispatch/${kept.id}`);
    } catch (problem) {
      say(problem.message);
    }
  };
  const take = async (files) => {
    for (const file of files) {
      if (files.length === 1 && (file.type.startsWith('text/plain') || /\.txt$/i.test(file.name))) {
        text.value = await file.text();
        return read();
      }
      try {
        const answer = await call('/dispatches/files' + query({ name: file.name }), { method: 'POST', body: file, type: 'application/octet-stream' });
        say(`${file.name}: ${count(answer.added)} added, ${count(answer.known)} known already, ${count(answer.rejected)} set aside`);
      } catch (problem) {
        say(`${file.name}: ${problem.message}`);
      }
    }
    latest();
  };
  const drop = h('div', { class: 'drop',
    ondragover: (event) => { event.preventDefault(); drop.classList.add('over'); },
    ondragleave: () => drop.classList.remove('over'),
    ondrop: (event) => { event.preventDefault(); drop.classList.remove('over'); take([...event.dataTransfer.files]); } },
    h('form', { onsubmit: read },
      h('label', { for: 'paste', class: 'hidden' }, 'Text of a dispatch'), text,
      h('div', { class: 'fields' },
        h('label', {}, 'Day of issue, if known', issued), h('label', {}, 'Publisher, if known', publisher),
        h('button', { class: 'main' }, 'Read'),
        may ? h('button', { type: 'button', onclick: keep }, 'Read and keep') : null)),
    may ? h('p', { class: 'small quiet' }, 'Or drop files here: text, HTML, JSON Lines, feeds, NewsML-G2, NITF, ninjs, WARC, mbox. ',
      h('label', {}, 'Choose files ', h('input', { type: 'file', multiple: true, onchange: (event) => take([...event.target.files]) }))) : null);

  const address = h('input', { type: 'url', required: true, placeholder: 'https://example.org/feed.xml', size: 34 });
  const feeds = h('ul', { class: 'list small' });
  const add = async (event) => {
    event.preventDefault();
    try {
      await call('/feeds', { method: 'POST', body: { url: address.value } });
      address.value = '';
      say('The feed is watched from now on.');
      latest();
    } catch (problem) {
      say(problem.message);
    }
  };
  const recent = h('ul', { class: 'list' });
  const facts = h('p', { class: 'facts' });
  async function latest() {
    const [stats, list, watched] = await Promise.all([call('/archive'), call('/dispatches' + query({ limit: 12 })), call('/feeds')]);
    facts.replaceChildren(...(stats.dispatches
      ? [h('span', {}, `${count(stats.dispatches)} dispatches`), h('span', {}, `${count(stats.statements)} statements`), stats.quarantined ? h('span', {}, `${count(stats.quarantined)} set aside`) : '']
      : [h('span', {}, 'The archive is empty. Fill it in three ways: paste a dispatch and keep it, drop files on the box, or add a feed.')]));
    recent.replaceChildren(...list.items.map(entry));
    feeds.replaceChildren(...watched.items.map((feed) => h('li', {}, h('span', { dir: 'auto' }, feed.title || feed.url), feed.fault ? h('p', { class: 'fault' }, feed.fault) : null)));
  }
  await latest();

  const element = h('div', {},
    h('h1', {}, 'Who said what, on whose say-so'),
    drop, result,
    h('div', { class: 'columns' },
      h('section', {}, h('h2', {}, 'The archive'), facts, recent),
      h('section', {}, h('h2', {}, 'Feeds'), may ? h('form', { class: 'fields', onsubmit: add }, h('label', {}, 'Address of a feed', address), h('button', {}, 'Add the feed')) : null, feeds)));
  return { title: 'Read', element, leave: () => leave?.() };
}

// A dispatch in a list.
export function entry(item) {
  return h('li', {},
    h('a', { href: `/dispatch/${item.id}`, dir: 'auto' }, item.title || item.start || 'without a title'),
    h('p', { class: 'facts' }, h('span', { dir: 'auto' }, item.publisher || 'publisher not found'), item.issued ? h('span', {}, time(item.issued)) : null, item.statements === undefined ? null : h('span', {}, `${count(item.statements)} statements`), h('a', { href: `/trace/dispatch/${item.id}` }, 'trace')));
}
