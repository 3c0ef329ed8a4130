import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guid7 } from '../../../src/Throughline.App/wwwroot/js/guid.js';
import { marked, Names } from '../../../src/Throughline.App/wwwroot/js/match.js';
import { TreeModel, typedRow, visibleRange } from '../../../src/Throughline.App/wwwroot/js/tree-model.js';

const names = (...all) => new Names(all.map((name, at) => ({ id: String(at), name, path: at % 2 ? 'Belonging' : 'Boundaries' })));
const found = (list, typed) => list.search(typed).found.map((item) => item.name);

test('Ids made in one millisecond keep their order', () => {
  const made = Array.from({ length: 5000 }, () => guid7(1_700_000_000_000));
  assert.deepEqual([...made].sort(), made);
  assert.equal(new Set(made).size, 5000);
  assert.match(made[0], /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('A clock that goes back does not put a later id before an earlier one', () => {
  const before = guid7(1_900_000_000_000);
  assert.ok(guid7(1_800_000_000_000) > before);
});

test('The whole word comes before its beginning, and that before its middle', () => {
  const list = names('Piano', 'Nobody’s team', 'Saying no without a script');
  assert.deepEqual(found(list, 'no'), ['Saying no without a script', 'Nobody’s team', 'Piano']);
});

test('Several words find a code whatever their order, and in its path too', () => {
  const list = names('Saying no without a script', 'Referral with no words');
  assert.deepEqual(found(list, 'script no'), ['Saying no without a script']);
  assert.deepEqual(found(list, 'belong words'), ['Referral with no words']);
});

test('Accents and curly quotes do not hide a name', () => {
  const list = names('‘Café table’', 'Other');
  assert.deepEqual(found(list, "'cafe"), ['‘Café table’']);
});

test('Marks fall on what was typed even where folding changes the length', () => {
  const parts = marked('Cafe\u0301 İstanbul', 'cafe ist').filter((part) => part.hit).map((part) => part.text);
  assert.deepEqual(parts, ['Cafe\u0301', 'İst']);
  assert.equal(marked('Cafe\u0301 İstanbul', 'x').map((part) => part.text).join(''), 'Cafe\u0301 İstanbul');
});

test('At most fifty of two thousand are given, with how many there are', () => {
  const list = new Names(Array.from({ length: 2000 }, (_, at) => ({ id: `${at}`, name: `Code ${at}` })));
  const { found: some, total } = list.search('code');
  assert.deepEqual([some.length, total], [50, 2000]);
});

const book = () => new TreeModel([
  { id: 'a', name: 'Alpha' }, { id: 'a1', name: 'Ash', parent: 'a' }, { id: 'a2', name: 'Birch', parent: 'a' },
  { id: 'a21', name: 'Bark', parent: 'a2' }, { id: 'b', name: 'Beta', also: 'a definition of oak' }, { id: 'lost', name: 'Lost', parent: 'gone' },
]);
const ids = (rows) => rows.map((row) => row.node.id);

test('Open rows come in order, each with its place among its siblings', () => {
  const rows = book().rows();
  assert.deepEqual(ids(rows), ['a', 'a1', 'a2', 'a21', 'b', 'lost']);
  const birch = rows[2];
  assert.deepEqual([birch.level, birch.place, birch.size, birch.open], [2, 2, 2, true]);
  assert.equal(rows[1].open, null);
});

test('What is closed hides what is under it', () => {
  const model = book();
  model.closed.add('a');
  assert.deepEqual(ids(model.rows()), ['a', 'b', 'lost']);
  assert.equal(model.reveal('a21'), true);
  assert.deepEqual(ids(model.rows()), ['a', 'a1', 'a2', 'a21', 'b', 'lost']);
});

test('A filter leaves what matches, by name or definition, and what it stands under, though closed', () => {
  const model = book();
  model.closed.add('a');
  assert.deepEqual(ids(model.rows('bark')), ['a', 'a2', 'a21']);
  assert.deepEqual(ids(model.rows('oak')), ['b']);
});

test('Nothing goes into its own branch', () => {
  const model = book();
  assert.equal(model.allows({ id: 'a', target: 'a21', where: 'into' }), false);
  assert.equal(model.allows({ id: 'a', target: 'a1', where: 'before' }), false);
  assert.equal(model.allows({ id: 'a1', target: 'b', where: 'into' }), true);
  assert.equal(model.allows({ id: 'a', target: 'b', where: 'after' }), true);
});

test('Alt and arrows move among siblings, under the one above, and out beside the parent', () => {
  const model = book();
  assert.deepEqual(model.moveBy('a2', 'ArrowUp'), { id: 'a2', target: 'a1', where: 'before' });
  assert.deepEqual(model.moveBy('a1', 'ArrowDown'), { id: 'a1', target: 'a2', where: 'after' });
  assert.deepEqual(model.moveBy('a2', 'ArrowRight'), { id: 'a2', target: 'a1', where: 'into' });
  assert.deepEqual(model.moveBy('a21', 'ArrowLeft'), { id: 'a21', target: 'a2', where: 'after' });
  assert.equal(model.moveBy('a', 'ArrowUp'), null);
  assert.equal(model.moveBy('a', 'ArrowLeft'), null);
});

test('One letter goes on to the next of its kind, several find the one meant', () => {
  const rows = book().rows();
  assert.equal(typedRow(rows, 0, 'b'), 2);
  assert.equal(typedRow(rows, 2, 'b'), 3);
  assert.equal(typedRow(rows, 2, 'be'), 4);
  assert.equal(typedRow(rows, 0, 'zz'), -1);
});

test('Only the rows near the window are drawn', () => {
  assert.deepEqual(visibleRange(2000, 24 * 500, 480, 24, 10), { first: 490, end: 530 });
  assert.deepEqual(visibleRange(5, 0, 480, 24), { first: 0, end: 5 });
});
