// Dragging a row of the tree before, into or after another, and out of the tree onto whatever takes a code.

/** @typedef {import('./tree.js').Tree} Tree */
/** @typedef {import('./tree-model.js').Where} Where */

/** What a dragged row carries, for places outside the tree that take it. */
export const NODE_TYPE = 'application/x-throughline-node';
const OPENS_AFTER = 650;
const MARKS = ['drop-before', 'drop-into', 'drop-after'];

/** @param {Tree} tree */
export function dropOn(tree) {
  /** @type {string | null} */ let dragged = null;
  /** @type {HTMLElement | null} */ let over = null;
  let since = 0;

  const clear = () => {
    over?.classList.remove(...MARKS);
    over = null;
  };

  tree.addEventListener('dragstart', (event) => {
    const row = rowOf(event);
    if (!row?.dataset.id || !event.dataTransfer) return;
    dragged = row.dataset.id;
    event.dataTransfer.effectAllowed = 'copyMove';
    event.dataTransfer.setData(NODE_TYPE, dragged);
    event.dataTransfer.setData('text/plain', tree.model.node(dragged)?.name ?? '');
    row.classList.add('is-dragged');
  });

  tree.addEventListener('dragover', (event) => {
    const row = rowOf(event);
    if (!dragged || !row?.dataset.id) return clear();
    if (row !== over) since = performance.now();
    clear();
    const where = whereIn(row, event.clientY);
    if (!tree.model.allows({ id: dragged, target: row.dataset.id, where })) return;
    event.preventDefault();
    over = row;
    row.classList.add(`drop-${where}`);
    if (where === 'into' && tree.model.closed.has(row.dataset.id) && performance.now() - since > OPENS_AFTER) tree.open(row.dataset.id, true);
  });

  tree.addEventListener('dragleave', (event) => {
    if (!tree.contains(/** @type {Node | null} */ (event.relatedTarget))) clear();
  });

  tree.addEventListener('drop', (event) => {
    const row = rowOf(event);
    if (!dragged || !row?.dataset.id) return;
    event.preventDefault();
    const move = { id: dragged, target: row.dataset.id, where: whereIn(row, event.clientY) };
    clear();
    if (tree.model.allows(move)) tree.tell('tl-move', move);
  });

  tree.addEventListener('dragend', () => {
    clear();
    dragged = null;
    tree.querySelector('.is-dragged')?.classList.remove('is-dragged');
  });
}

/** @param {DragEvent} event */
function rowOf(event) {
  return /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.('.tree-row'));
}

/** The upper quarter of a row is before it, the lower after it, the middle into it. @param {HTMLElement} row @param {number} y @returns {Where} */
function whereIn(row, y) {
  const box = row.getBoundingClientRect();
  const part = (y - box.top) / box.height;
  return part < 0.27 ? 'before' : part > 0.73 ? 'after' : 'into';
}
