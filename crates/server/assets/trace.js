// Where a dispatch, or a statement of it, comes from: tree, count with reasons, wordings.

import { count, h, time } from './dom.js';
import { call, picture } from './api.js';

const plural = (number, one, many) => `${count(number)} ${number === 1 ? one : many}`;

// A list of stories or copies knows dispatches by number.
export const named = (dispatches) => {
  const byId = new Map(dispatches.map((one) => [one.id, one]));
  return (id) => byId.get(id) || { id, title: `dispatch ${id}` };
};
const outlet = (one) => one.outlet || one.title;
export const link = (one, text = outlet(one)) => h('a', { href: `/dispatch/${one.id}`, dir: 'auto' }, text);

export async function trace({ parameters: [kind, id] }) {
  const path = `/trace/${kind === 'statement' ? 'statements' : 'dispatches'}/${encodeURIComponent(id)}`;
  const [got, tree] = await Promise.all([call(path), picture(path + '/tree.svg')]);
  const of = named(got.dispatches);
  const here = of(got.dispatch);
  const one = kind === 'statement' ? got.statements[0] : null;
  const title = one ? one.wordings[0].text : here.title;
  const firsts = got.dispatches.length - new Set(got.copies.map((copy) => copy.copy)).size;
  const told = one
    ? h('p', { class: 'count' }, plural(one.origin_count, 'independent origin', 'independent origins'), `, ${plural(new Set(one.wordings.map((it) => it.dispatch)).size, 'dispatch', 'dispatches')}`)
    : h('p', { class: 'count' }, plural(got.dispatches.length, 'dispatch', 'dispatches'), `, ${count(firsts)} of first hand`);
  return {
    title: 'Trace',
    element: h('article', {},
      h('h1', { dir: 'auto' }, one ? `“${title}”` : title),
      h('p', { class: 'facts' },
        one ? h('span', { dir: 'auto' }, one.speaker || 'speaker not named') : null,
        link(here, one ? `in: ${here.title}` : 'read the dispatch'), h('a', { href: `/story/${got.story}` }, 'the whole story'),
        got.waiting ? h('span', {}, `${plural(got.waiting, 'dispatch waits', 'dispatches wait')} to be compared`) : null,
        got.more ? h('span', {}, `${plural(got.more, 'dispatch', 'dispatches')} of this large story not looked at`) : null),
      told,
      h('h2', {}, 'From whom to whom'),
      h('div', { class: 'picture roomy', tabindex: '0', role: 'region', 'aria-label': 'tree of origins' }, tree),
      h('div', { class: 'tree narrow' }, one ? branches(one.origins.flatMap((it) => it.dispatches), one.origins.flatMap((it) => it.steps.map((step) => ({ item: step.dispatch, of: step.from, how: step.because }))), of)
        : branches(got.dispatches.map((it) => it.id), got.copies.map((copy) => ({ item: copy.copy, of: copy.of, how: copy.how })), of)),
      one ? statement(one, of) : [copies(got.copies, of), got.statements.length ? [h('h2', {}, 'What it has in common with others'), got.statements.map((it) => folded(it, of))] : null],
      contradictions(got.contradictions, of)),
  };
}

// The tree as a list, for screens on which the picture would have to be pushed about.
function branches(dispatches, lines, of) {
  const seen = new Set();
  const branch = (id, how) => {
    seen.add(id);
    const under = h('ul', {});
    for (const line of lines) if (line.of === id && !seen.has(line.item)) under.append(branch(line.item, line.how));
    return h('li', {}, link(of(id)), ' ', h('span', { class: 'quiet small' }, how || 'first hand', ' ', time(of(id).issued)), under.children.length ? under : null);
  };
  const later = new Set(lines.map((line) => line.item));
  const all = [...new Set(dispatches)];
  const firsts = h('ul', {}, all.filter((id) => !later.has(id)).map((id) => branch(id)));
  // Two that name each other have no first.
  for (const id of all) if (!seen.has(id)) firsts.append(branch(id, 'each has it from the other'));
  return firsts;
}

// Why each origin counts, and all wordings side by side.
function statement(one, of) {
  return [h('h2', {}, 'Why so many'), reasons(one, of), h('h2', {}, 'Wordings'), wordings(one, of)];
}

export function folded(one, of) {
  return h('details', { class: 'panel' },
    h('summary', { dir: 'auto' }, h('b', {}, one.speaker || 'Speaker not named'), `: “${one.wordings[0].text}” `, h('span', { class: 'quiet' }, `(${plural(one.origin_count, 'origin', 'origins')})`)),
    reasons(one, of), wordings(one, of));
}

function reasons(one, of) {
  return h('ol', { class: 'origins' }, one.origins.map((origin) => h('li', {},
    h('span', { dir: 'auto' }, origin.reason),
    origin.steps.length ? h('ul', {}, origin.steps.map((step) => h('li', {}, link(of(step.dispatch)), ' has it from ', link(of(step.from)), `: ${step.because}`))) : null)));
}

// Each wording once, with all who have it.
function wordings(one, of) {
  const groups = new Map();
  for (const wording of one.wordings) {
    const key = JSON.stringify([wording.text, wording.quoted, wording.altered]);
    groups.set(key, [...(groups.get(key) || []), wording]);
  }
  return h('div', { class: 'columns' }, [...groups.values()].map((group) => {
    const [wording, ...others] = group;
    const dispatch = of(wording.dispatch);
    const who = others.map((other) => h('li', {}, link(of(other.dispatch)), ' ', h('span', { class: 'quiet small' }, time(of(other.dispatch).issued))));
    return h('figure', { class: 'panel' },
      h('figcaption', { class: 'facts' }, link(dispatch), h('span', {}, time(dispatch.issued)), h('span', {}, wording.quoted ? 'quoted' : 'reported'), wording.altered ? h('strong', { class: 'fault' }, 'altered') : null),
      h('blockquote', { dir: 'auto' }, wording.differences ? wording.differences.map(stretch) : wording.text),
      who.length ? h('details', { class: 'alike' }, h('summary', {}, `in the same words: ${count(who.length)} more`), h('ul', {}, who)) : null);
  }));
}

const stretch = ({ text, change }) => (change === 'added' ? h('ins', {}, text) : change === 'removed' ? h('del', {}, text) : text);

export function copies(list, of) {
  if (!list.length) return h('p', {}, 'Nobody has words of another here, as far as we can tell.');
  return h('details', {}, h('summary', {}, `Why these are copies (${count(list.length)})`), h('ul', {}, list.map((copy) => h('li', {},
    link(of(copy.copy)), copy.known ? ' has it from ' : ' shares it with ', link(of(copy.of)), ` (${copy.how}): ${copy.evidence.join('; ')}`))));
}

export function contradictions(list, of) {
  if (!list.length) return null;
  return [h('h2', {}, 'Contradictions'), h('ul', { class: 'list' }, list.map((it) => h('li', {},
    h('p', {}, it.about),
    h('p', { dir: 'auto' }, `“${it.words_a}” `, link(of(it.a))),
    h('p', { dir: 'auto' }, `“${it.words_b}” `, link(of(it.b))))))];
}
