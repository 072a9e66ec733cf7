// Calls of the API; what went wrong comes as a Problem.

export class Problem extends Error {
  constructor(body, status) {
    super(body.detail || body.title || `the server answered ${status}`);
    Object.assign(this, { status, at: body.at, kind: body.type });
  }
}

let session = null;
export const who = () => session;

export async function call(path, { method = 'GET', body, signal, type = 'application/json' } = {}) {
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = type;
  if (session?.csrf && method !== 'GET') headers['X-CSRF-Token'] = session.csrf;
  let response;
  try {
    const raw = body instanceof Blob || typeof body === 'string';
    response = await fetch('/api/v1' + path, { method, headers, signal, body: body === undefined || raw ? body : JSON.stringify(body) });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem({ detail: 'the server does not answer: is it still running?' }, 0);
  }
  if (response.status === 204) return null;
  const json = (response.headers.get('Content-Type') || '').includes('json') ;
  if (!response.ok) throw new Problem(json ? await response.json() : {}, response.status);
  return json && !type.includes('ndjson') ? response.json() : response.text();
}

// A picture of ours as an element of the page; it has no scripts and no styles.
export async function picture(path) {
  const drawn = new DOMParser().parseFromString(await call(path), 'image/svg+xml');
  return document.importNode(drawn.documentElement, true);
}

export async function identify() {
  try {
    session = await call('/session');
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    session = null;
  }
  return session;
}

export const query = (values) => {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return kept.length ? '?' + new URLSearchParams(kept) : '';
};
