import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Codebook } from '../../../src/Throughline.App/wwwroot/js/codebook/codes.js';

const code = (id, parent = null, segments = 0, more = {}) => ({
  id, name: id.toUpperCase(), parent, inVivo: false, dye: 1, weave: 1, retired: false, definitionVersion: 0,
  own: { segments, sources: 0, participants: 0 }, whole: { segments, sources: 0, participants: 0 }, ...more,
});
const book = () => new Codebook([code('a', null, 1), code('b', 'a', 2), code('c', 'a', 3), code('d', null, 4)]);
const shape = (codebook, parent = null) => codebook.childrenOf(parent).map((one) => one.id + (codebook.childrenOf(one.id).length > 0 ? `(${shape(codebook, one.id)})` : '')).join(',');
const act = (method, path, body) => ({ method, path: `studies/s/codes/${path}`, body });

test('An act is done here as on the server: move, merge, split, delete', () => {
  const codebook = book();
  codebook.apply(act('PUT', 'd/move', { parent: 'b' }));
  assert.equal(shape(codebook), 'a(b(d),c)');
  codebook.apply(act('PUT', 'c/move', { before: 'b' }));
  assert.equal(shape(codebook), 'a(c,b(d))');
  codebook.apply(act('PUT', 'b/merge', { into: 'c' }));
  assert.equal(shape(codebook), 'a(c(d))');
  assert.equal(codebook.get('c').own.segments, 5);
  codebook.apply(act('PUT', 'c/split', { id: 'e', name: 'E', segments: ['x', 'y'] }));
  assert.equal(shape(codebook), 'a(c(d),e)');
  assert.deepEqual([codebook.get('c').own.segments, codebook.get('e').own.segments, codebook.get('a').whole.segments], [3, 2, 10]);
  codebook.apply(act('DELETE', 'c?whole=true'));
  assert.equal(shape(codebook), 'a(e)');
});

test('A code cannot come to stand under itself, and what concerns no code is left alone', () => {
  const codebook = book();
  codebook.apply(act('PUT', 'a/move', { parent: 'b' }));
  assert.equal(shape(codebook), 'a(b,c),d');
  assert.equal(codebook.apply({ method: 'PUT', path: 'studies/s/segments/x', body: {} }), false);
});

test('An added code is added once, and a changed one changes', () => {
  const codebook = book();
  codebook.apply(act('PUT', 'f', { name: 'F', parent: 'd' }));
  codebook.apply(act('PUT', 'f', { name: 'F', parent: 'd' }));
  codebook.apply(act('PATCH', 'f', { name: 'Six', inVivo: true }));
  codebook.apply(act('PUT', 'f/colour', { dye: 16, weave: 2 }));
  assert.equal(shape(codebook), 'a(b,c),d(f)');
  assert.deepEqual(['name', 'inVivo', 'dye', 'weave'].map((field) => codebook.get('f')[field]), ['Six', true, 16, 2]);
});

test('Retired codes are hidden unless one asks, or a code in use stands under them', () => {
  const codebook = book();
  codebook.apply(act('PUT', 'd/retire'));
  codebook.apply(act('PUT', 'a/retire'));
  const ids = (retired) => codebook.nodes({ retired, byPerson: true }).map((node) => node.id).join('');
  assert.equal(ids(false), 'abc');
  assert.equal(ids(true), 'abcd');
  assert.equal(codebook.retired, 2);
});
