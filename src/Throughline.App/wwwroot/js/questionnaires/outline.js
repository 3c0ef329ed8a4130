// The outline: arrows go, Alt and arrows move, Delete removes, and a row is dragged to its place.

const MOVED = 'application/x-throughline-question';

/** @param {HTMLElement & {move(id: string, by: number): Promise<void>, place(id: string, after: string): Promise<void>, remove(id: string): Promise<void>, data: {order: string[]}}} builder */
export function moveInOutline(builder) {
  builder.addEventListener('keydown', (event) => {
    const row = /** @type {Element} */ (event.target).closest('.outline a');
    if (!row || event.ctrlKey || event.metaKey) return;
    const id = row.closest('[data-id]')?.getAttribute('data-id');
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by && event.altKey && id) void builder.move(id, by);
    else if (by && !event.altKey) {
      const all = [...builder.querySelectorAll('.outline a')];
      /** @type {HTMLElement | undefined} */ (all[all.indexOf(row) + by])?.focus();
    } else if (event.key === 'Delete' && id) void builder.remove(id);
    else return;
    event.preventDefault();
  });

  const clear = () => builder.querySelectorAll('.drop-before, .drop-after').forEach((row) => row.classList.remove('drop-before', 'drop-after'));
  const lower = (/** @type {DragEvent} */ event, /** @type {Element} */ row) => event.clientY > row.getBoundingClientRect().top + row.clientHeight / 2;
  builder.addEventListener('dragstart', (event) => {
    const row = /** @type {Element} */ (event.target).closest?.('.outline [data-id]');
    if (row) event.dataTransfer?.setData(MOVED, row.getAttribute('data-id') ?? '');
  });
  builder.addEventListener('dragover', (event) => {
    const row = /** @type {Element} */ (event.target).closest('.outline [data-id]');
    if (!row || !event.dataTransfer?.types.includes(MOVED)) return;
    event.preventDefault();
    clear();
    row.classList.add(lower(event, row) ? 'drop-after' : 'drop-before');
  });
  builder.addEventListener('dragend', clear);
  builder.addEventListener('drop', (event) => {
    const row = /** @type {Element} */ (event.target).closest('.outline [data-id]');
    const id = event.dataTransfer?.getData(MOVED);
    clear();
    if (!row || !id) return;
    event.preventDefault();
    const order = builder.data.order;
    const at = order.indexOf(row.getAttribute('data-id') ?? '');
    void builder.place(id, lower(event, row) ? order[at] : order[at - 1] ?? '00000000-0000-0000-0000-000000000000');
  });
}
