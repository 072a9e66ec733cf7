// The text of a dispatch with its marks. Only the paragraphs near the screen carry marks.

import { h } from './dom.js';

const ROLES = ['content', 'source', 'cue'];

// Controls, and marks that turn the direction of writing round, are shown instead of acting.
const ACTING = /[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const tame = (text) => text.replace(ACTING, (c) => `⟦U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟧`);

// Positions of the API count characters; those of strings here count UTF-16 units.
export function units(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => at;
  const table = [];
  for (let i = 0; i < text.length; i += text.codePointAt(i) > 0xffff ? 2 : 1) table.push(i);
  table.push(text.length);
  return (at) => table[Math.min(at, table.length - 1)];
}

// And back, for what a reader selects.
export function characters(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => at;
  return (at) => Array.from(text.slice(0, at)).length;
}

// Which colour stands for whom: the most quoted get one each, the rest are grey.
export function colours(attributions) {
  const words = new Map();
  for (const one of attributions) {
    const who = name(one);
    const length = one.content.reduce((sum, piece) => sum + piece.end - piece.start, 0);
    words.set(who, (words.get(who) || 0) + length);
  }
  const ranked = [...words.keys()].sort((a, b) => words.get(b) - words.get(a));
  return (one) => {
    const rank = ranked.indexOf(name(one));
    return rank < 8 ? `k${rank}` : 'kx';
  };
}

export function name(one) {
  if (Array.isArray(one.speaker)) return one.speaker.join(' and ');
  if (one.speaker) return one.speaker;
  if (one.chain.length > 1) return one.chain[one.chain.length - 1];
  return one.source.length ? one.source.map((piece) => piece.text).join(' ') : 'no source named';
}

export function marked(text, reading, { chosen }) {
  const unit = units(text);
  const colour = colours(reading.attributions);
  const paragraphs = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    if (match[0].trim()) paragraphs.push({ start: match.index, end: match.index + match[0].length, marks: [], bare: [] });
  }
  const place = (start, end, put) => {
    let low = 0, high = paragraphs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (paragraphs[middle].end <= start) low = middle + 1; else high = middle;
    }
    for (; low < paragraphs.length && paragraphs[low].start < end; low++) put(paragraphs[low]);
  };
  reading.attributions.forEach((one, index) => {
    const kind = colour(one);
    ROLES.forEach((role, rank) => {
      one[role].forEach((piece, part) => {
        const mark = { start: unit(piece.start), end: unit(piece.end), index, role, rank, kind, one, first: part === 0 };
        place(mark.start, mark.end, (paragraph) => paragraph.marks.push(mark));
      });
    });
  });
  for (const piece of reading.unattributed) {
    const [start, end] = [unit(piece.start), unit(piece.end)];
    place(start, end, (paragraph) => paragraph.bare.push({ start, end }));
  }

  const root = h('div', { class: 'text', 'aria-label': 'the dispatch' });
  const elements = paragraphs.map((paragraph, number) => h('p', { dir: 'auto', 'data-p': number }, tame(text.slice(paragraph.start, paragraph.end))));
  root.append(...elements);
  let on = -1;

  function fill(element) {
    const paragraph = paragraphs[element.dataset.p];
    element.replaceChildren(...segments(text, paragraph, on));
    element.dataset.full = '';
  }
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const full = 'full' in target.dataset;
      if (isIntersecting && !full) fill(target);
      else if (!isIntersecting && full && paragraphs.length > 100) {
        const paragraph = paragraphs[target.dataset.p];
        target.replaceChildren(tame(text.slice(paragraph.start, paragraph.end)));
        delete target.dataset.full;
      }
    }
  }, { rootMargin: '600px 0px' });
  elements.forEach((element) => watch.observe(element));

  root.addEventListener('click', (event) => {
    const mark = event.target.closest('.m');
    if (mark && getSelection().isCollapsed) chosen(Number(mark.dataset.a));
  });

  // Lights up one attribution; scrolls to it on request.
  function choose(index, scroll) {
    on = index;
    root.classList.toggle('on-text', index >= 0);
    for (const element of elements) if ('full' in element.dataset) fill(element);
    if (scroll && index >= 0) {
      const one = reading.attributions[index];
      const first = unit((one.source[0] && one.source[0].start < one.content[0].start ? one.source[0] : one.content[0]).start);
      const at = paragraphs.findIndex((paragraph) => paragraph.end > first);
      elements[at]?.scrollIntoView({ block: 'center' });
    }
  }
  // The selected words as a piece with positions of the API, or null.
  function selection() {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    const from = range?.startContainer.parentElement?.closest('[data-p]');
    if (!from || !root.contains(from) || range.collapsed) return null;
    const before = document.createRange();
    before.selectNodeContents(from);
    before.setEnd(range.startContainer, range.startOffset);
    const plain = (fragment) => {
      fragment.querySelectorAll('.n').forEach((number) => number.remove());
      return fragment.textContent;
    };
    const start = paragraphs[from.dataset.p].start + plain(before.cloneContents()).length;
    const words = plain(range.cloneContents());
    const back = characters(text);
    if (text.slice(start, start + words.length) !== words) return null;
    return { start: back(start), end: back(start + words.length), text: words };
  }
  return { element: root, choose, selection, colour };
}

// One paragraph cut where any mark begins or ends; what covers more stands outside.
function segments(text, paragraph, on) {
  const cuts = new Set([paragraph.start, paragraph.end]);
  for (const { start, end } of [...paragraph.marks, ...paragraph.bare]) {
    if (start > paragraph.start) cuts.add(start);
    if (end < paragraph.end) cuts.add(end);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const marks = [...paragraph.marks].sort((a, b) => a.rank - b.rank || (b.end - b.start) - (a.end - a.start));
  const out = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [start, end] = [edges[i], edges[i + 1]];
    let node = document.createTextNode(tame(text.slice(start, end)));
    for (const mark of marks.filter((mark) => mark.start < end && mark.end > start).reverse()) {
      const state = mark.role === 'content' ? ` ${mark.one.kind} ${mark.one.polarity}` : '';
      const lit = mark.index === on ? ' on' : '';
      const children = [node];
      if (mark.role === 'content' && mark.start === start && mark.first) children.unshift(h('sup', { class: 'n' }, String(mark.index + 1)));
      node = h('span', { class: `m ${mark.role} ${mark.kind}${state}${lit}`, 'data-a': mark.index, title: `${mark.role} of ${mark.index + 1}` }, children);
    }
    if (paragraph.bare.some((bare) => bare.start < end && bare.end > start)) node = h('span', { class: 'bare' }, node);
    out.push(node);
  }
  return out;
}
