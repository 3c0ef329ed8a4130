// What a field of the builder says, as the request that keeps it.

/** "yes = Yes, often": the value, and what it is called. @param {string} written @returns {{value: string, label: string}[]} */
export function optionsOf(written) {
  return written.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const at = line.indexOf(' = ');
    return at > 0 ? { value: line.slice(0, at).trim(), label: line.slice(at + 3).trim() } : { value: '', label: line };
  });
}

/** A number or a date; emptied where nothing stands in the field. @param {string} name @param {unknown} value */
function given(name, value) {
  return value === null ? { cleared: [name] } : { [name]: value };
}

/**
 * @param {HTMLInputElement} field @param {Element | null} editor @param {Record<string, string[]>} values Of the questions that may decide.
 * @returns {Record<string, unknown> | null} Null for what is no field of the questionnaire.
 */
export function bodyOf(field, editor, values) {
  const { whole, field: name } = field.dataset;
  if (whole === 'endsAt') return given('endsAt', field.value ? new Date(field.value).toISOString() : null);
  if (whole === 'cap') return given('cap', field.value ? Number(field.value) : null);
  if (whole) return { [whole]: field.value };
  if (name === 'required') return { required: field.checked };
  if (name === 'least' || name === 'most') return given(name, field.value === '' ? null : Number(field.value));
  if (name === 'options') return { options: optionsOf(field.value) };
  if (name) return { [name]: field.value };
  if (field.id !== 'e-where' && field.dataset.is === undefined) return null;
  const question = /** @type {HTMLSelectElement | null} */ (editor?.querySelector('#e-where'))?.value ?? '';
  if (!question) return { cleared: ['shownWhere'] };
  const chosen = field.id === 'e-where' ? values[question]?.slice(0, 1) : [...editor?.querySelectorAll('[data-is]:checked') ?? []].map((box) => /** @type {HTMLElement} */ (box).dataset.is);
  return chosen?.length ? { shownWhere: { question, is: chosen } } : { cleared: ['shownWhere'] };
}
