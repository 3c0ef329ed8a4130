// A study deleted on its own page: where it is put down for the start page, which tells it, with its undo.

export const DELETED = 'tl:deleted';

/** Once only. @returns {{study: string, name: string, change: number} | null} */
export function justDeleted() {
  const told = sessionStorage.getItem(DELETED);
  sessionStorage.removeItem(DELETED);
  return told === null ? null : JSON.parse(told);
}
