// What was dropped, with all that lies in dropped folders.

/** @param {DataTransfer} dropped @returns {Promise<File[]>} */
export async function filesOf(dropped) {
  // The list is only readable until the first await.
  const entries = [...dropped.items].filter((item) => item.kind === 'file').map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found = [];
  for (const entry of entries) {
    if (entry instanceof File) found.push(entry);
    else if (entry) found.push(...await within(entry));
  }
  return found;
}

/** @param {FileSystemEntry} entry @returns {Promise<File[]>} */
async function within(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, () => resolve(null)));
    return file ? [file] : [];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const found = [];
  for (;;) {
    // A folder is told in portions; an empty one ends it.
    const portion = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (portion.length === 0) return found;
    for (const one of portion) found.push(...await within(one));
  }
}
