// Elements from data. Text is always set as text, never as markup.

export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function say(message) {
  const status = document.getElementById('status');
  status.replaceChildren(h('p', {}, message));
  clearTimeout(say.timer);
  say.timer = setTimeout(() => status.replaceChildren(), 5000);
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'long', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

// A calendar value (TIMEX3) or an instant in the reader's language; an instant also in his zone.
export function date(value) {
  if (!value) return '';
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/.test(value)) return moment.format(new Date(value));
  if (/^\d{4}-\d\d-\d\d/.test(value)) {
    const at = new Date(value.slice(0, 10) + 'T00:00:00Z');
    return Number.isNaN(at.getTime()) ? value : day.format(at) + value.slice(10).replace('T', ' ');
  }
  if (/^\d{4}-\d\d$/.test(value)) return month.format(new Date(value + '-01T00:00:00Z'));
  return value;
}

export function time(value) {
  return value ? h('time', { datetime: value }, date(value)) : null;
}

export const percent = (share) => new Intl.NumberFormat(undefined, { style: 'percent' }).format(share);
export const count = (number) => new Intl.NumberFormat().format(number);
