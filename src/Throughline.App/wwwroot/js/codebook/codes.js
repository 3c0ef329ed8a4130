// The codebook in the browser: what the server last told, with every act not yet told back already done to it.

/**
 * @typedef {{segments: number, sources: number, participants: number}} Reach
 * @typedef {object} Code As REST tells it.
 * @property {string} id
 * @property {string} name
 * @property {string | null} parent
 * @property {boolean} inVivo
 * @property {number} dye
 * @property {number} weave
 * @property {boolean} retired
 * @property {number} definitionVersion
 * @property {Reach} own
 * @property {Reach} whole
 * @property {{definition: string, whenToUse: string, whenNotToUse: string, typicalExample: string, borderlineExample: string} | null} [meaning]
 */
/** @typedef {{method: string, path: string, body?: any}} Act */

const NONE = { segments: 0, sources: 0, participants: 0 };
const DYES = 24;

export class Codebook {
  /** @type {Code[]} In order among siblings. */ codes = [];
  /** @type {Map<string, Code>} */ #byId = new Map();

  /** @param {readonly Code[]} codes */
  constructor(codes) {
    this.reset(codes);
  }

  /** @param {readonly Code[]} codes */
  reset(codes) {
    this.codes = codes.map((code) => ({ ...code, own: code.own ?? NONE, whole: code.whole ?? NONE }));
    this.#byId = new Map(this.codes.map((code) => [code.id, code]));
  }

  /** @param {string | null | undefined} id */
  get(id) {
    return id ? this.#byId.get(id) : undefined;
  }

  /** @param {string | null} parent */
  childrenOf(parent) {
    return this.codes.filter((code) => (code.parent ?? null) === parent);
  }

  /** @param {string | null} id @param {string} within */
  isWithin(id, within) {
    for (let at = id, steps = 0; at && steps <= this.codes.length; at = this.get(at)?.parent ?? null, steps++) {
      if (at === within) return true;
    }
    return false;
  }

  /** Where it stands: "Boundaries / Out of hours", without itself. @param {Code} code */
  path(code) {
    const names = [];
    for (let at = this.get(code.parent); at && names.length < 50; at = this.get(at.parent)) names.unshift(at.name);
    return names.join(' / ');
  }

  /** For the picker. @param {(code: Code) => boolean} which */
  choices(which) {
    return this.codes.filter(which).map((code) => ({
      id: code.id, name: code.name, path: this.path(code), dye: code.dye, weave: code.weave, vivo: code.inVivo, meaning: code.meaning?.definition,
    }));
  }

  /** Rows of the tree. @param {{retired: boolean, byPerson: boolean}} how */
  nodes({ retired, byPerson }) {
    const holds = new Set(this.codes.map((code) => code.parent).filter((id) => id !== null));
    const shown = new Set();
    for (const code of this.codes) {
      if (code.retired && !retired) continue;
      for (let at = /** @type {Code | undefined} */ (code); at && !shown.has(at.id); at = this.get(at.parent)) shown.add(at.id);
    }
    return this.codes.filter((code) => shown.has(code.id)).map((code) => ({
      id: code.id, parent: code.parent, name: code.name, dye: code.dye, weave: code.weave, vivo: code.inVivo, retired: code.retired,
      group: holds.has(code.id) && code.own.segments === 0,
      counts: [code.whole.segments, byPerson ? code.whole.participants : code.whole.sources],
      also: code.meaning ? Object.values(code.meaning).join(' ') : '',
    }));
  }

  get retired() {
    return this.codes.filter((code) => code.retired).length;
  }

  /** Does to this what an act does on the server. @param {Act} act @returns {boolean} Whether it concerned codes. */
  apply({ method, path, body = {} }) {
    const named = /\/codes\/([^/?]+)(?:\/([a-z]+))?(?:\?|$)/.exec(path);
    if (!named) return false;
    const [, id, verb] = named;
    const code = this.get(id);
    if (method === 'PUT' && !verb) this.#add(id, body);
    else if (!code) return true;
    else if (method === 'DELETE') this.#remove(code);
    else if (verb === 'move') this.#move(code, body);
    else if (verb === 'merge') this.#merge(code, this.get(body.into));
    else if (verb === 'split') this.#split(code, body);
    else if (verb === 'retire' || verb === 'restore') code.retired = verb === 'retire';
    else if (verb === 'colour') [code.dye, code.weave] = [body.dye, body.weave ?? 1];
    else if (verb === 'definition') code.meaning = { ...body };
    else if (!verb) [code.name, code.inVivo] = [body.name ?? code.name, body.inVivo ?? code.inVivo];
    return true;
  }

  /** @param {string} id @param {any} body @param {number} [at] */
  #add(id, body, at = this.codes.length) {
    if (this.#byId.has(id)) return;
    const order = this.codes.length;
    const code = {
      id, name: body.name, parent: body.parent ?? null, inVivo: !!body.inVivo, retired: false, definitionVersion: 0, own: NONE, whole: NONE,
      dye: body.dye ?? order % DYES + 1, weave: body.weave ?? Math.floor(order / DYES) % 3 + 1,
    };
    this.codes.splice(at, 0, code);
    this.#byId.set(id, code);
  }

  /** @param {Code} code @param {{parent?: string | null, before?: string, after?: string}} to */
  #move(code, { parent = null, before, after }) {
    const sibling = this.get(before ?? after);
    const under = sibling ? sibling.parent : parent;
    if (this.isWithin(under ?? null, code.id)) return;
    this.codes.splice(this.codes.indexOf(code), 1);
    code.parent = under ?? null;
    const at = sibling ? this.codes.indexOf(sibling) + (before ? 0 : 1) : this.codes.length;
    this.codes.splice(at, 0, code);
    this.#count();
  }

  /** @param {Code} code @param {Code | undefined} into */
  #merge(code, into) {
    if (!into || into === code) return;
    for (const child of this.childrenOf(code.id)) {
      this.#move(child, { parent: into.id });
    }
    into.own = { ...into.own, segments: into.own.segments + code.own.segments };
    this.#forget(code);
    this.#count();
  }

  /** @param {Code} code @param {{id: string, name: string, segments: string[]}} body */
  #split(code, { id, name, segments }) {
    if (this.get(id)) return;
    this.#add(id, { name, parent: code.parent }, this.codes.indexOf(code) + 1);
    const made = this.get(id);
    if (!made) return;
    code.own = { ...code.own, segments: code.own.segments - segments.length };
    made.own = { ...NONE, segments: segments.length };
    this.#count();
  }

  /** @param {Code} code */
  #remove(code) {
    for (const gone of this.codes.filter((one) => this.isWithin(one.id, code.id))) this.#forget(gone);
    this.#count();
  }

  /** @param {Code} code */
  #forget(code) {
    this.codes = this.codes.filter((one) => one !== code);
    this.#byId.delete(code.id);
  }

  /** Segments add up; of sources and people the server knows who is counted twice, and tells soon. */
  #count() {
    /** @type {Map<string, number>} */
    const sums = new Map();
    for (const code of this.codes) {
      for (let at = /** @type {Code | undefined} */ (code); at; at = this.get(at.parent)) sums.set(at.id, (sums.get(at.id) ?? 0) + code.own.segments);
    }
    for (const code of this.codes) code.whole = { ...code.whole, segments: sums.get(code.id) ?? 0 };
  }
}
