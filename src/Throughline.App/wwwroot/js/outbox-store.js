// Where acts wait until the server has them: IndexedDB, else localStorage, else only this tab.

/**
 * @typedef {object} Act Something a person did, as the server is to be told of it.
 * @property {string} id Guid v7 of the act itself.
 * @property {string} study
 * @property {string} verb In the words of the product: "Code with Saying no".
 * @property {'PUT' | 'PATCH' | 'DELETE'} method
 * @property {string} path
 * @property {unknown} [body]
 * @property {string} [creates] The id of what it makes. What names it waits, should this be refused.
 * @property {string[]} [after] Ids of acts without which it makes no sense.
 * @property {number} at Milliseconds.
 * @property {'waiting' | 'refused'} state
 * @property {import('./api.js').ProblemDetails} [problem] Why it was refused.
 * @property {number | string} [place] Its place in the order, given by the store.
 */

/**
 * @typedef {object} ActStore
 * @property {boolean} durable Whether acts outlive the tab.
 * @property {(act: Act) => Promise<void>} add
 * @property {() => Promise<Act[]>} all In their order.
 * @property {(act: Act) => Promise<boolean>} has
 * @property {(act: Act) => Promise<void>} replace
 * @property {(act: Act) => Promise<void>} remove
 */

/** @returns {Promise<ActStore>} The safest store that this browser allows. */
export async function openStore() {
  try {
    return withOverflow(storeInDatabase(await openDatabase()));
  } catch {
    const strings = storeInStrings();
    return strings ? withOverflow(strings) : storeInTab();
  }
}

/**
 * A full disk must not cost an act: what the store cannot take stays in the tab, and everything after it, in order.
 * @param {ActStore} store @returns {ActStore}
 */
export function withOverflow(store) {
  const tab = storeInTab();
  let spilt = 0;
  /** @param {Act} act */
  const home = (act) => (String(act.place).startsWith('tab:') ? tab : store);
  return {
    get durable() {
      return spilt === 0 && store.durable;
    },
    add: async (act) => {
      try {
        if (spilt === 0) return await store.add(act);
      } catch {
        // Told by the corner: these acts live in this tab only.
      }
      spilt += 1;
      await tab.add(act);
    },
    all: async () => [...(await store.all()), ...(await tab.all())],
    has: (act) => home(act).has(act),
    replace: (act) => home(act).replace(act),
    remove: async (act) => {
      await home(act).remove(act);
      if (home(act) === tab) spilt -= 1;
    },
  };
}

/** @returns {Promise<IDBDatabase>} */
function openDatabase() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('throughline', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('acts', { keyPath: 'place', autoIncrement: true });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error('The store is held by an older tab.'));
  });
}

/** @param {IDBDatabase} database @returns {ActStore} */
function storeInDatabase(database) {
  /** @template T @param {IDBTransactionMode} mode @param {(acts: IDBObjectStore) => IDBRequest<T>} ask @returns {Promise<T>} */
  const run = (mode, ask) => new Promise((resolve, reject) => {
    const transaction = database.transaction('acts', mode);
    const asked = ask(transaction.objectStore('acts'));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error ?? new Error('The store gave up.'));
  });
  return {
    durable: true,
    add: async (act) => {
      act.place = /** @type {number} */ (await run('readwrite', (acts) => acts.add(act)));
    },
    all: () => run('readonly', (acts) => acts.getAll()),
    has: async (act) => (await run('readonly', (acts) => acts.count(act.place))) > 0,
    replace: async (act) => void (await run('readwrite', (acts) => acts.put(act))),
    remove: async (act) => void (await run('readwrite', (acts) => acts.delete(/** @type {IDBValidKey} */ (act.place)))),
  };
}

const PREFIX = 'tl:act:';

/** One string for each act, so that two tabs never write the same one. @returns {ActStore | null} */
function storeInStrings() {
  try {
    localStorage.setItem(`${PREFIX}probe`, '');
    localStorage.removeItem(`${PREFIX}probe`);
  } catch {
    return null;
  }
  /** @param {Act} act */
  const write = async (act) => localStorage.setItem(PREFIX + act.place, JSON.stringify(act));
  return {
    durable: true,
    add: (act) => write(Object.assign(act, { place: act.id })),
    all: async () => Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .sort()
      .flatMap((key) => parsed(localStorage.getItem(key))),
    has: async (act) => localStorage.getItem(PREFIX + act.place) !== null,
    replace: write,
    remove: async (act) => localStorage.removeItem(PREFIX + act.place),
  };
}

/** @param {string | null} text @returns {Act[]} */
function parsed(text) {
  try {
    return text === null ? [] : [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** Private windows may allow nothing else. The corner then says that the tab must stay open. @returns {ActStore} */
export function storeInTab() {
  /** @type {Map<string, Act>} */
  const acts = new Map();
  let next = 1;
  /** @param {Act} act */
  const place = (act) => String(act.place);
  return {
    durable: false,
    add: async (act) => {
      act.place = `tab:${next++}`;
      acts.set(place(act), structuredClone(act));
    },
    all: async () => [...acts.values()].map((act) => structuredClone(act)),
    has: async (act) => acts.has(place(act)),
    replace: async (act) => void acts.set(place(act), structuredClone(act)),
    remove: async (act) => void acts.delete(place(act)),
  };
}
