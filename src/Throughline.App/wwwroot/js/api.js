// REST as the pages speak it: JSON under /api/v1, the antiforgery token, and every failure as one kind of error.

/**
 * @typedef {object} ProblemDetails RFC 9457, with the fields of ours.
 * @property {string} [type]
 * @property {string} [title]
 * @property {string} [detail]
 * @property {number} [status]
 * @property {Record<string, string[] | string>} [errors] By field.
 * @property {number} [since] The change that stands in the way.
 * @property {string[]} [choices] Where a file holds several things and one must be named: what each is called.
 * @property {boolean} [sinceUndoes] That change took something back, and would have to be redone.
 */

/** What the server refused, or that it could not be reached (status 0). */
export class ApiProblem extends Error {
  /** @param {ProblemDetails} problem @param {number} status @param {number} [retryAfter] Seconds, where the server named them. */
  constructor(problem, status, retryAfter) {
    super(problem.detail ?? problem.title ?? `The server answered ${status}.`);
    this.name = 'ApiProblem';
    this.type = problem.type ?? 'about:blank';
    this.title = problem.title ?? `The server answered ${status}`;
    this.detail = problem.detail ?? '';
    this.status = status;
    this.retryAfter = retryAfter;
    this.choices = problem.choices ?? [];
    this.since = problem.since;
    this.sinceUndoes = problem.sinceUndoes === true;
    /** @type {Record<string, string[]>} */
    this.fields = Object.fromEntries(
      Object.entries(problem.errors ?? {}).map(([field, said]) => [field, Array.isArray(said) ? said : [said]]));
  }

  /** It may pass by itself: the same request is worth sending again. */
  get mayPass() {
    return this.status === 0 || this.status >= 500 || [401, 408, 425, 429].includes(this.status);
  }
}

/** @param {string} path @returns {string} Paths that do not begin with a slash lie under /api/v1/. */
export function apiPath(path) {
  return path.startsWith('/') ? path : `/api/v1/${path}`;
}

/** @typedef {{headers?: Record<string, string>, signal?: AbortSignal, keepalive?: boolean, unreached?: string}} Sending `unreached`: what it means that the server is not. */

const UNWRITTEN = 'Nothing was written. Try it again in a moment.';
// Acts that may be sent twice are, by the outbox; what is posted is not.
const AGAIN = 'Nothing is lost; it will be tried again.';
const UNKNOWN = 'It may have been done, or not: look before you try it again.';

/** @param {string} method @param {Sending} options */
const meaning = (method, options) => options.unreached ?? (method === 'POST' ? UNKNOWN : AGAIN);

const tokenMeta = () => /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="tl-antiforgery"]'));

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body] JSON, or a FormData, Blob or string as it is.
 * @param {Sending} [options]
 * @returns {Promise<any>} The answer's JSON, or undefined where it has none.
 */
export async function request(method, path, body, options = {}) {
  return read(await answered(method, path, body, options), meaning(method, options));
}

/** A small file that the server makes goes to the downloads. @param {string} path @param {unknown} body @param {string} name @returns {Promise<Headers>} */
export async function download(path, body, name) {
  const answer = await answered('POST', path, body, { unreached: UNWRITTEN });
  const file = await answer.blob().catch(() => { throw new ApiProblem({ title: 'The answer was cut off', detail: UNWRITTEN }, 0); });
  const address = URL.createObjectURL(file);
  save(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return answer.headers;
}

/**
 * A file of any size: the server makes it and keeps it a while, and the browser fetches it to disk, past the page's memory.
 * @param {string} path @param {object} body @returns {Promise<{id: string, file: string, bytes: number, href: string}>}
 */
export async function takeOut(path, body) {
  const made = await request('POST', path, { ...body, keep: true }, { unreached: UNWRITTEN });
  save(made.href, made.file);
  return made;
}

/** @param {string} href @param {string} name */
const save = (href, name) => Object.assign(document.createElement('a'), { href, download: name }).click();

/** @param {string} method @param {string} path @param {unknown} body @param {Sending} options */
async function answered(method, path, body, options) {
  const answer = await reach(method, path, body, options);
  if (answer.ok) return answer;
  const problem = await problemOf(answer);
  if (!isStale(problem) || !(await renewToken())) throw problem;
  const second = await reach(method, path, body, options);
  if (second.ok) return second;
  throw await problemOf(second);
}

/** @param {string} method @param {string} path @param {unknown} body @param {Sending} options */
async function reach(method, path, body, options) {
  const raw = body instanceof FormData || body instanceof Blob || typeof body === 'string';
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json, application/problem+json', ...options.headers };
  if (method !== 'GET') headers['X-Throughline-Token'] = tokenMeta()?.content ?? '';
  if (body !== undefined && !raw) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(apiPath(path), {
      method,
      headers,
      body: raw ? /** @type {BodyInit} */ (body) : body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      signal: options.signal,
      keepalive: options.keepalive,
    });
  } catch (fault) {
    if (options.signal?.aborted) throw fault;
    throw new ApiProblem({ title: 'The server cannot be reached', detail: meaning(method, options) }, 0);
  }
}

/** @param {Response} answer @param {string} cutOff What it means that it breaks off. */
async function read(answer, cutOff) {
  if (answer.status === 204) return undefined;
  const kind = answer.headers.get('Content-Type') ?? '';
  try {
    const text = await answer.text();
    return text === '' ? undefined : kind.includes('json') ? JSON.parse(text) : text;
  } catch {
    throw new ApiProblem({ title: 'The answer was cut off', detail: cutOff }, 0);
  }
}

/** @param {Response} answer */
async function problemOf(answer) {
  const wait = Number(answer.headers.get('Retry-After'));
  let problem = {};
  try {
    if ((answer.headers.get('Content-Type') ?? '').includes('json')) problem = await answer.json();
  } catch {
    // An answer cut in the middle says no more than its status.
  }
  return new ApiProblem(problem, answer.status, wait > 0 ? wait : undefined);
}

/** After a restart of the server the token of an open page is worth nothing; what was asked is still wanted. @param {ApiProblem} problem */
function isStale(problem) {
  return (problem.status === 400 || problem.status === 403) && problem.type.includes('antiforgery');
}

async function renewToken() {
  const meta = tokenMeta();
  try {
    const page = await fetch(location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
    const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('meta[name="tl-antiforgery"]');
    const token = fresh?.getAttribute('content');
    if (!page.ok || !meta || !token) return false;
    meta.content = token;
    return true;
  } catch {
    return false;
  }
}

/** @typedef {{headers?: Record<string, string>, signal?: AbortSignal, unreached?: string}} Options */

/** A table or project of which nothing comes in twice. */
export const TWICE = 'It may not have come in. Bring it in again: what is here already does not come in twice.';

/** What a browser thinks that a file is says nothing here: it goes as bytes. */
export const BYTES = { headers: { 'Content-Type': 'application/octet-stream' } };

export const api = {
  /** @param {string} path @param {Options} [options] */
  get: (path, options) => request('GET', path, undefined, options),
  /** @param {string} path @param {unknown} [body] @param {Options} [options] */
  put: (path, body, options) => request('PUT', path, body, options),
  /** @param {string} path @param {unknown} [body] @param {Options} [options] */
  post: (path, body, options) => request('POST', path, body, options),
  /** @param {string} path @param {unknown} [body] @param {Options} [options] */
  patch: (path, body, options) => request('PATCH', path, body, options),
  /** @param {string} path @param {unknown} [body] @param {Options} [options] */
  delete: (path, body, options) => request('DELETE', path, body, options),
};
