// node --test tests/Throughline.App.Tests/Scripts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiProblem } from '../../../src/Throughline.App/wwwroot/js/api.js';
import { heldIn, Outbox, studyOf } from '../../../src/Throughline.App/wwwroot/js/outbox-queue.js';
import { storeInTab, withOverflow } from '../../../src/Throughline.App/wwwroot/js/outbox-store.js';

const STUDY = 'studies/s1';
const put = (id, body = {}, more = {}) => ({ verb: `Put ${id}`, method: 'PUT', path: `${STUDY}/segments/${id}`, body, ...more });
const refusal = (status, title = 'No') => new ApiProblem({ title }, status);

/** A server that answers as the test says, and a clock that moves only when told. */
function bench(answer = () => ({ ok: true }), store = storeInTab()) {
  const sent = [];
  const timers = [];
  const locks = new Map();
  const means = {
    open: async () => store,
    transmit: async (act) => { sent.push(act); return answer(act, sent.length); },
    lock: (name, work) => {
      const turn = (locks.get(name) ?? Promise.resolve()).then(work, work);
      locks.set(name, turn);
      return turn;
    },
    later: (work, wait) => timers.push({ work, wait }),
    now: () => 1000,
    channel: null,
  };
  return { sent, timers, store, make: () => new Outbox(means), paths: () => sent.map((act) => act.path.split('/').at(-1)) };
}

const settled = async () => { for (let turn = 0; turn < 200; turn++) await Promise.resolve(); await new Promise(setImmediate); };

test('Acts are sent in the order in which they were done, each once', async () => {
  const { make, paths } = bench();
  const outbox = make();
  const answers = await Promise.all(['a', 'b', 'c'].map((id) => outbox.send(put(id))));
  assert.deepEqual(paths(), ['a', 'b', 'c']);
  assert.equal(answers.length, 3);
  await settled();
  assert.equal(outbox.state.waiting, 0);
});

test('An act is kept before it is sent', async () => {
  const store = storeInTab();
  let keptWhenSent = 0;
  const { make } = bench(async () => { keptWhenSent = (await store.all()).length; }, store);
  await make().send(put('a'));
  assert.equal(keptWhenSent, 1);
});

test('What is done to the body afterwards does not change the act', async () => {
  const { make, sent } = bench();
  const body = { start: 1 };
  const saved = make().send(put('a', body));
  body.start = 99;
  await saved;
  assert.equal(sent[0].body.start, 1);
});

test('A cut line keeps every act and sends them in order when it is back', async () => {
  let cut = true;
  const { make, timers, paths } = bench(() => { if (cut) throw refusal(0); return {}; });
  const outbox = make();
  const all = Promise.all([outbox.send(put('a')), outbox.send(put('b'))]);
  await settled();
  assert.equal(outbox.state.waiting, 2);
  assert.equal(outbox.state.trouble, 'line');
  cut = false;
  timers.at(-1).work();
  await all;
  assert.deepEqual(paths().slice(-2), ['a', 'b']);
  await settled();
  assert.equal(outbox.state.trouble, null);
});

test('Each failure waits longer than the one before, up to half a minute', async () => {
  const { make, timers } = bench(() => { throw refusal(503); });
  void make().send(put('a'));
  for (let round = 0; round < 9; round++) {
    await settled();
    timers.at(-1).work();
  }
  await settled();
  const waits = timers.map((timer) => timer.wait);
  assert.ok(waits[0] >= 800 && waits[0] <= 1200, `first ${waits[0]}`);
  assert.ok(waits[3] > waits[0] * 3, `fourth ${waits[3]}`);
  assert.ok(Math.max(...waits) <= 36_000);
  assert.equal(waits.length, 10);
});

test('A refused act is kept with its reason, and those after it go on', async () => {
  const { make, paths, store } = bench((act) => { if (act.path.endsWith('/a')) throw refusal(422, 'The place is outside the text'); return {}; });
  const outbox = make();
  const first = outbox.send(put('a'));
  await outbox.send(put('b'));
  await assert.rejects(first, { title: 'The place is outside the text', status: 422 });
  assert.deepEqual(paths(), ['a', 'b']);
  const [kept] = await store.all();
  assert.equal(kept.state, 'refused');
  assert.equal(kept.problem.title, 'The place is outside the text');
  await settled();
  assert.deepEqual([outbox.state.waiting, outbox.state.refused], [0, 1]);
});

test('What names a thing whose making was refused waits for it, and follows when it is tried again', async () => {
  let refuse = true;
  const { make, paths } = bench((act) => { if (refuse && act.path.endsWith('/code1')) throw refusal(409); return {}; });
  const outbox = make();
  const code = { verb: 'New code', method: 'PUT', path: `${STUDY}/codes/code1`, body: {}, creates: 'code1' };
  const making = outbox.send(code);
  const using = outbox.send(put('seg', { code: 'code1' }));
  await outbox.send(put('other', { code: 'code2' }));
  await assert.rejects(making);
  assert.deepEqual(paths(), ['code1', 'other']);
  refuse = false;
  await outbox.retry(making.act);
  await using;
  assert.deepEqual(paths().slice(-2), ['code1', 'seg']);
});

test('Discarding the refused act lets those that waited be tried', async () => {
  const { make, paths } = bench((act) => { if (act.path.endsWith('/code1')) throw refusal(409); return {}; });
  const outbox = make();
  const making = outbox.send({ verb: 'New code', method: 'PUT', path: `${STUDY}/codes/code1`, creates: 'code1' });
  const using = outbox.send(put('seg', { code: 'code1' }));
  await assert.rejects(making);
  await settled();
  await outbox.discard(making.act);
  await using;
  assert.deepEqual(paths(), ['code1', 'seg']);
});

test('A later page sends what an earlier one left', async () => {
  const store = storeInTab();
  const before = bench(() => { throw refusal(0); }, store);
  void before.make().send(put('a'));
  await settled();
  const after = bench(() => ({}), store);
  const outbox = after.make();
  await outbox.resume();
  await settled();
  assert.deepEqual(after.paths(), ['a']);
  assert.equal((await store.all()).length, 0);
});

test('Removing what a lost answer had already removed counts as done', async () => {
  const { make, timers } = bench((act, tries) => { throw refusal(tries === 1 ? 0 : 404); });
  const removed = make().send({ verb: 'Remove', method: 'DELETE', path: `${STUDY}/segments/a` });
  await settled();
  timers.at(-1).work();
  assert.equal(await removed, undefined);
});

test('Removing what was never there is refused at the first try', async () => {
  const { make } = bench(() => { throw refusal(404); });
  await assert.rejects(make().send({ verb: 'Remove', method: 'DELETE', path: `${STUDY}/segments/a` }), { status: 404 });
});

test('Two tabs on one store send each act once', async () => {
  const shared = bench();
  const [one, other] = [shared.make(), shared.make()];
  void one.send(put('a'));
  void other.send(put('b'));
  await Promise.all([one.resume(), other.resume()]);
  await settled();
  assert.deepEqual(shared.paths().sort(), ['a', 'b']);
});

test('A lapsed sign-in keeps the acts waiting rather than refusing them', async () => {
  const { make } = bench(() => { throw refusal(401); });
  const outbox = make();
  void outbox.send(put('a'));
  await settled();
  assert.deepEqual([outbox.state.waiting, outbox.state.refused, outbox.state.trouble], [1, 0, 'sign-in']);
});

test('An act that could harm when repeated is not taken', () => {
  const { make } = bench();
  assert.throws(() => make().send({ verb: 'Merge', method: 'POST', path: `${STUDY}/merges` }), TypeError);
});

test('A full store keeps the act in the tab, and those after it in order', async () => {
  const full = { ...storeInTab(), durable: true, add: async () => { throw new Error('QuotaExceededError'); } };
  let cut = true;
  const { make, paths, timers } = bench(() => { if (cut) throw refusal(0); return {}; }, withOverflow(full));
  const outbox = make();
  const both = Promise.all([outbox.send(put('a')), outbox.send(put('b'))]);
  await settled();
  assert.deepEqual([outbox.state.waiting, outbox.state.durable], [2, false]);
  cut = false;
  timers.at(-1).work();
  await both;
  assert.deepEqual(paths().slice(-2), ['a', 'b']);
  await settled();
  assert.equal(outbox.state.durable, true);
});

test('A second try at making the same thing does not wait for the first', () => {
  const act = (id, state, more) => ({ id, study: 's', verb: '', method: 'PUT', path: `codes/${more.creates ?? 'x'}`, at: 0, state, ...more });
  const held = heldIn([act('1', 'refused', { creates: 'k' }), act('2', 'waiting', { creates: 'k' }), act('3', 'waiting', { path: 'codes/k/move' }), act('4', 'waiting', { after: ['3'] })]);
  assert.deepEqual([...held], ['1', '3', '4']);
});

test('The study of an act is read from its path', () => {
  assert.equal(studyOf('/api/v1/studies/abc/codes/x'), 'abc');
  assert.equal(studyOf('studies/abc'), 'abc');
  assert.equal(studyOf('settings/theme'), '');
});
