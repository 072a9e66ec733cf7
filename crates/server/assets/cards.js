// The list beside a dispatch: who said what, with the evidence, and the form to correct it.

import { date, h, percent, say, time } from './dom.js';
import { call } from './api.js';
import { name } from './marks.js';

const words = (pieces) => pieces.map((piece) => piece.text).join(' … ');
const cut = (text, most) => (text.length > most ? text.slice(0, most).replace(/\s+\S*$/, '') + ' …' : text);

export function cards(reading, { text, colour, select, selection, dispatch }) {
  const items = reading.attributions.map((one, index) => h('li', { class: `card ${colour(one)}`, id: `a${index + 1}`, 'data-i': index }));
  const list = h('ol', { 'aria-label': 'attributions' }, items);
  let on = -1;

  const fill = (item) => {
    const index = Number(item.dataset.i);
    item.replaceChildren(...card(reading, index, index === on, { select, selection, dispatch, refresh: () => fill(item) }));
    item.dataset.full = '';
  };
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting && !('full' in target.dataset)) fill(target);
  }, { rootMargin: '400px 0px' });
  items.forEach((item) => watch.observe(item));

  function choose(index, scroll) {
    const before = items[on];
    on = index;
    before?.classList.remove('on');
    if (before) fill(before);
    const item = items[index];
    if (!item) return;
    item.classList.add('on');
    fill(item);
    if (scroll) item.scrollIntoView({ block: 'nearest' });
  }
  return { element: list, choose };
}

function card(reading, index, open, { select, selection, dispatch, refresh }) {
  const one = reading.attributions[index];
  const facts = [one.kind];
  if (one.polarity !== 'asserted') facts.push(one.polarity);
  if (one.anonymous) facts.push(`anonymous${one.anonymous_detail ? ` (${one.anonymous_detail.group})` : ''}`);
  if (one.nested_in !== null && one.nested_in !== undefined) facts.push(`inside ${one.nested_in + 1}`);
  const correction = one.correction;
  return [
    h('button', { class: 'head', type: 'button', 'aria-expanded': String(open), onclick: () => select(open ? -1 : index) }, `${index + 1} `, h('span', { dir: 'auto' }, name(one))),
    one.chain.length > 1 ? h('p', { class: 'small', dir: 'auto' }, one.chain.join(' ← ')) : null,
    h('p', { dir: 'auto' }, cut(words(one.content), open ? 2000 : 140)),
    h('p', { class: 'facts' }, facts.map((fact) => h('span', {}, fact)), one.said ? h('span', {}, 'said ', time(one.said.value)) : null, h('span', { title: 'how sure the reader is' }, percent(one.confidence)), dispatch ? h('a', { href: `/trace/statement/${dispatch * 2 ** 20 + index}` }, 'trace') : null),
    correction ? h('p', { class: 'corrected small' }, `corrected by ${correction.by}, ${date(correction.at)}: ${told(correction)}`) : null,
    open ? evidence(reading, one) : null,
    open && dispatch ? correct(one, index, { selection, dispatch, refresh }) : null,
  ].filter(Boolean);
}

function told(correction) {
  if (correction.dismissed) return 'no attribution';
  const changes = ['source', 'speaker', 'kind'].filter((key) => correction[key]).map((key) => `${key} “${correction[key].text || correction[key]}”`);
  return changes.join(', ') || correction.note || 'noted';
}

function evidence(reading, one) {
  const rows = [];
  const row = (key, value) => value && rows.push(h('dt', {}, key), h('dd', { dir: 'auto' }, value));
  row('source', words(one.source) || 'none named');
  row('cue', words(one.cue));
  for (const speaker of one.speakers || []) row('speaker', `${speaker.name}, by “${speaker.evidence.text}” (${percent(speaker.confidence)})`);
  one.chain.forEach((hand, i) => row(`hand ${i + 1}`, hand + (one.chain_evidence[i] ? `, by “${one.chain_evidence[i].text}”` : '')));
  row('reason for anonymity', one.anonymous_detail?.reason?.text);
  row('told to', one.addressee?.text);
  row('medium', one.medium?.text);
  row('said', one.said && `${one.said.value}, by “${reading.times[one.said.time]?.text}”`);
  row('found by', `${one.found.by} ${one.found.name}`);
  return h('dl', {}, rows);
}

function correct(one, index, { selection, dispatch, refresh }) {
  const speaker = h('input', { name: 'speaker', value: typeof one.speaker === 'string' ? one.speaker : '' });
  const kind = h('select', { name: 'kind' }, ['direct', 'indirect', 'mixed'].map((value) => h('option', { value, selected: value === one.kind }, value)));
  const none = h('input', { type: 'checkbox', name: 'dismissed' });
  const note = h('input', { name: 'note', maxlength: '500' });
  let source = null;
  const chosen = h('span', { class: 'quiet', 'aria-live': 'polite' }, 'as read');
  const take = () => {
    source = selection();
    chosen.textContent = source ? `“${source.text}”` : 'select the source’s words in the text first';
  };
  const send = async (event) => {
    event.preventDefault();
    const body = { attribution: index, dismissed: none.checked };
    if (source) body.source = source;
    if (speaker.value.trim() && speaker.value.trim() !== one.speaker) body.speaker = speaker.value.trim();
    if (kind.value !== one.kind) body.kind = kind.value;
    if (note.value.trim()) body.note = note.value.trim();
    try {
      one.correction = await call(`/dispatches/${dispatch}/corrections`, { method: 'POST', body });
      say('The correction is kept beside the reading.');
      refresh();
    } catch (problem) {
      say(problem.message);
    }
  };
  return h('details', {}, h('summary', {}, 'Correct'), h('form', { onsubmit: send },
    h('div', { class: 'fields' },
      h('label', {}, 'Speaker', speaker), h('label', {}, 'Kind', kind),
      h('button', { type: 'button', onclick: take }, 'Source: the selected words'), chosen),
    h('label', {}, none, ' this is no attribution'),
    h('div', { class: 'fields' }, h('label', {}, 'Note', note), h('button', { class: 'main' }, 'Keep the correction'))));
}
