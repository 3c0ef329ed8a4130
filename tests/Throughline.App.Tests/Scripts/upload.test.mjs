import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batches, Queue } from '../../../src/Throughline.App/wwwroot/js/sources/queue.js';

const file = (name, size = 10) => /** @type {File} */ ({ name, size });
const named = (queued) => queued.map((one) => one.file.name);

/** A server that fails as told, and remembers what it was sent. */
function server(failures = []) {
  const sent = [];
  return {
    sent,
    means: {
      send: async (from, files) => {
        sent.push({ from, ids: files.map((one) => one.id), names: named(files) });
        const fault = failures.shift();
        if (fault) throw fault;
        return files.map((one) => ({ file: one.file.name, status: 'read' }));
      },
      mayPass: (fault) => fault.passes === true,
      wait: async () => {},
    },
  };
}

test('a batch holds twenty files at most, and few large ones', () => {
  const many = batches(Array.from({ length: 45 }, (_, n) => ({ id: `${n}`, file: file(`${n}.txt`) })));
  assert.deepEqual(many.map((batch) => batch.length), [20, 20, 5]);
  const large = batches(['a', 'b', 'c'].map((id) => ({ id, file: file(`${id}.pdf`, 9 << 20) })));
  assert.deepEqual(large.map((batch) => batch.length), [1, 1, 1]);
});

test('the channels of one recording go up together, however they lie', () => {
  const files = Array.from({ length: 19 }, (_, n) => file(`${n}.txt`));
  files.splice(3, 0, file('talk_doctor.TextGrid'));
  files.push(file('talk_patient.TextGrid'));
  const all = batches(files.map((one, n) => ({ id: `${n}`, file: one })));
  assert.equal(all.length, 1);
  assert.deepEqual(named(all[0]).slice(-2), ['talk_doctor.TextGrid', 'talk_patient.TextGrid']);
});

test('what was lost on the way is sent again under the same ids, and counted once', async () => {
  const { sent, means } = server([{ passes: true }, { passes: true }]);
  const told = [];
  const queue = new Queue([file('a.txt'), file('b.txt')], means, (progress) => told.push(progress));
  await queue.run();
  assert.equal(sent.length, 3);
  assert.deepEqual(sent[0], sent[2]);
  assert.equal(queue.answers.length, 2);
  assert.ok(told.some((progress) => progress.waits));
  assert.deepEqual({ done: told.at(-1).done, waits: told.at(-1).waits }, { done: 2, waits: false });
});

test('what will not pass by itself ends the import and is told', async () => {
  const { sent, means } = server([{ passes: false, title: 'The disk is full' }]);
  await assert.rejects(new Queue([file('a.txt')], means, () => {}).run(), { title: 'The disk is full' });
  assert.equal(sent.length, 1);
});

test('cancelled, nothing more is sent and what came in stays counted', async () => {
  const { sent, means } = server();
  const queue = new Queue(Array.from({ length: 45 }, (_, n) => file(`${n}.txt`)), means, (progress) => { if (progress.done === 20) queue.cancel(); });
  await queue.run();
  assert.equal(sent.length, 1);
  assert.equal(queue.answers.length, 20);
});
