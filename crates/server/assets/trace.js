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
      h('div', { class: 'picture', tabindex: '0', role: 'region', 'aria-label': 'tree of origins' }, tree),
      one ? statement(one, of) : [copies(got.copies, of), got.statements.length ? [h('h2', {}, 'What it has in common with others'), got.statements.map((it) => folded(it, of))] : null],
      contradictions(got.contradictions, of)),
  };
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

function wordings(one, of) {
  return h('div', { class: 'columns' }, one.wordings.map((wording) => {
    const dispatch = of(wording.dispatch);
    return h('figure', { class: 'panel' },
      h('figcaption', { class: 'facts' }, link(dispatch), h('span', {}, time(dispatch.issued)), h('span', {}, wording.quoted ? 'quoted' : 'reported'), wording.altered ? h('strong', { class: 'fault' }, 'altered') : null),
      h('blockquote', { dir: 'auto' }, wording.differences ? wording.differences.map(stretch) : wording.text));
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
