// What the palette finds in a study: words in all its texts, codes and people.

import { api } from './api.js';
import { provide } from './command.js';

/** @typedef {import('./command.js').Found} Found */

const SHORTEST = 2;
const PLACES = 12;
const IN_EACH = 3;

/** One question for all three groups. @type {{typed: string, answer: Promise<any>}} */
let asked = { typed: '', answer: Promise.resolve(null) };

/** @param {string} study @param {string} typed */
function ask(study, typed) {
  if (typed.length < SHORTEST) return Promise.resolve({ places: [], codes: [], people: [] });
  if (asked.typed !== typed) asked = { typed, answer: api.get(`studies/${study}/find?words=${encodeURIComponent(typed)}&places=${PLACES}&inEach=${IN_EACH}`) };
  return asked.answer;
}

/** @param {string} study */
export function findIn(study) {
  const at = `/studies/${study}`;
  provide({
    group: 'Words', rank: 40,
    search: async (typed) => (await ask(study, typed)).places.map((/** @type {any} */ place) => ({
      title: `${place.before ? '…' : ''}${place.before.slice(-24)}${place.words}${place.after}`, said: !place.asked,
      before: `${place.sourceName}${place.turn ? `, turn ${place.turn}` : ''}`, href: `${at}/coding/${place.source}#at-${place.start}-${place.end}`,
    })),
  });
  provide({
    group: 'Segments of a code', rank: 30,
    search: async (typed) => (await ask(study, typed)).codes.map((/** @type {any} */ code) => ({
      title: code.name, after: code.parent ?? '', code: { dye: code.dye, weave: code.weave }, href: `${at}/segments?code=${code.id}`,
    })),
  });
  provide({
    group: 'Segments of a participant', rank: 35,
    search: async (typed) => (await ask(study, typed)).people.map((/** @type {any} */ person) => ({
      title: person.name, icon: 'quotes', href: `${at}/segments?participant=${person.id}`,
    })),
  });
}
