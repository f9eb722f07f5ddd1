// @ts-check
/**
 * What changed from one text to another, word by word. Pure.
 *
 * @typedef {{ kind: 'same' | 'gone' | 'new', text: string }} Change
 */
const WORDS = /[\p{L}\p{M}]+|\d+(?:[.,]\d+)*|\s|./gsu;
const MOST_CELLS = 4_000_000;

/**
 * The changes in the order of the texts: what is the same and new makes the later text, what is the same and gone the
 * earlier one. Between two long texts that have little in common all is gone and new.
 *
 * @param {string} before
 * @param {string} after
 * @returns {Change[]} no two of one kind beside each other
 */
export function difference(before, after) {
  const one = before.match(WORDS) ?? [];
  const other = after.match(WORDS) ?? [];
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const middle = between(one.slice(start, one.length - end), other.slice(start, other.length - end));
  return joined([{ kind: 'same', text: one.slice(0, start).join('') }, ...middle, { kind: 'same', text: one.slice(one.length - end).join('') }]);
}

/** @param {string[]} one @param {string[]} other @returns {Change[]} */
function between(one, other) {
  if (one.length * other.length > MOST_CELLS) return [{ kind: 'gone', text: one.join('') }, { kind: 'new', text: other.join('') }];
  const common = lengths(one, other);
  const width = other.length + 1;
  /** @type {Change[]} */
  const changes = [];
  let i = 0;
  let j = 0;
  while (i < one.length && j < other.length) {
    if (one[i] === other[j]) {
      changes.push({ kind: 'same', text: one[i++] });
      j++;
    } else if (common[(i + 1) * width + j] >= common[i * width + j + 1]) {
      changes.push({ kind: 'gone', text: one[i++] });
    } else {
      changes.push({ kind: 'new', text: other[j++] });
    }
  }
  return [...changes, { kind: 'gone', text: one.slice(i).join('') }, { kind: 'new', text: other.slice(j).join('') }];
}

/** How long the longest common subsequence of every two ends is. @param {string[]} one @param {string[]} other */
function lengths(one, other) {
  const width = other.length + 1;
  const common = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      const at = i * width + j;
      common[at] = one[i] === other[j] ? common[at + width + 1] + 1 : Math.max(common[at + width], common[at + 1]);
    }
  }
  return common;
}

/** Changes of one kind become one; of a word that was changed, the old form comes before the new one. @param {Change[]} changes */
function joined(changes) {
  /** @type {Change[]} */
  const all = [];
  let pending = { gone: '', new: '' };
  const flush = () => {
    if (pending.gone) all.push({ kind: 'gone', text: pending.gone });
    if (pending.new) all.push({ kind: 'new', text: pending.new });
    pending = { gone: '', new: '' };
  };
  for (const { kind, text } of changes) {
    if (!text) continue;
    if (kind !== 'same') {
      pending[kind] += text;
      continue;
    }
    flush();
    const last = all.at(-1);
    if (last?.kind === 'same') last.text += text;
    else all.push({ kind, text });
  }
  flush();
  return all;
}
