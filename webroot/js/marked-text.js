// @ts-check
/**
 * Cuts a text at the places values were read from. Pure: positions in, pieces out, in the order of the text and without
 * a character lost. Places may touch, nest, cross, or be the same.
 *
 * @typedef {object} Place
 * @property {string} key unique in the text
 * @property {number} start UTF-16 offset
 * @property {number} end exclusive, greater than start
 *
 * @typedef {object} Ghost a character, or a run of the same, that a reader would not see
 * @property {number} at
 * @property {number} length
 * @property {string} code `U+200B`
 * @property {string} name
 * @property {boolean} steers whether it changes the order in which others are shown
 */

/**
 * A stretch of one line that no place begins or ends in.
 *
 * @template {Place} P
 * @typedef {{ start: number, end: number, places: P[], opens: P[], closes: P[] }} Piece opens and closes: whose first and last piece it is
 */

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/g;

/**
 * Places as they can be cut: whole numbers inside the text, moved out of the middle of a character.
 *
 * @template {Place} P
 * @param {string} text
 * @param {P[]} places
 * @returns {P[]} in the order of the text
 */
export function sound(text, places) {
  return places
    .filter(({ start, end }) => Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= text.length)
    .map((place) => ({ ...place, start: place.start - Number(inside(text, place.start)), end: place.end + Number(inside(text, place.end)) }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Whether an offset lies between the two halves of one character. @param {string} text @param {number} at */
const inside = (text, at) => at > 0 && at < text.length && /[\uD800-\uDBFF]/.test(text[at - 1]) && /[\uDC00-\uDFFF]/.test(text[at]);

/**
 * @template {Place} P
 * @param {string} text
 * @param {P[]} places sound ones
 * @returns {Piece<P>[][]} for every line its pieces
 */
export function cut(text, places) {
  const lines = linesOf(text).map(({ start, end }) => cutLine(start, end, places.filter((place) => place.start < end && place.end > start)));
  /** @type {Map<string, Piece<P>>} */
  const last = new Map();
  const opened = new Set();
  for (const piece of lines.flat()) {
    piece.opens = piece.places.filter(({ key }) => !opened.has(key));
    piece.places.forEach((place) => {
      opened.add(place.key);
      last.set(place.key, piece);
    });
  }
  for (const place of places) last.get(place.key)?.closes.push(place);
  return lines;
}

/** @param {string} text */
function linesOf(text) {
  const lines = [];
  let start = 0;
  for (const found of text.matchAll(LINE_BREAK)) {
    lines.push({ start, end: found.index });
    start = found.index + found[0].length;
  }
  lines.push({ start, end: text.length });
  return lines;
}

/**
 * @template {Place} P
 * @param {number} start
 * @param {number} end
 * @param {P[]} places that touch the line
 * @returns {Piece<P>[]}
 */
function cutLine(start, end, places) {
  const edges = new Set([start, end]);
  for (const place of places) edges.add(Math.max(start, place.start)).add(Math.min(end, place.end));
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(1).map((to, i) => ({
    start: sorted[i],
    end: to,
    places: places.filter((place) => place.start < to && place.end > sorted[i]),
    opens: [],
    closes: [],
  }));
}

// what belongs inside an emoji is taken first, so that only what hides is left
const EMOJI = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})|\u{1F3F4}[\u{E0061}-\u{E007A}]+\u{E007F}`;
const HIDDEN = String.raw`[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\xAD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E007F}]`;
const GHOST = new RegExp(`${EMOJI}|(${HIDDEN})\\1*`, 'gu');
const MOST_GHOSTS = 500;
const STEERING = /[\u202A-\u202E\u2066-\u2069]/;
const NAMES = /** @type {Record<string, string>} */ ({
  '00AD': 'SHY', '061C': 'ALM', '200B': 'ZWSP', '200C': 'ZWNJ', '200D': 'ZWJ', '200E': 'LRM', '200F': 'RLM', '202A': 'LRE', '202B': 'RLE', '202C': 'PDF',
  '202D': 'LRO', '202E': 'RLO', '2060': 'WJ', '2066': 'LRI', '2067': 'RLI', '2068': 'FSI', '2069': 'PDI', FEFF: 'BOM',
});

/**
 * The characters of a text that do something and are not seen: of no width, of control, of direction. Of those that
 * steer all are found, of the others as many as a page can draw.
 *
 * @param {string} text
 * @returns {Ghost[]} in the order of the text
 */
export function ghosts(text) {
  const found = [];
  for (const match of text.matchAll(GHOST)) {
    if (!match[1]) continue;
    const steers = STEERING.test(match[1]);
    if (!steers && found.length >= MOST_GHOSTS) continue;
    const hex = /** @type {number} */ (match[1].codePointAt(0)).toString(16).toUpperCase().padStart(4, '0');
    found.push({ at: match.index, length: match[0].length, code: `U+${hex}`, name: NAMES[hex] ?? `U+${hex}`, steers });
  }
  return found;
}

/**
 * A stretch of a text as plain parts and the ghosts between them.
 *
 * @param {string} text
 * @param {Ghost[]} hidden of the whole text
 * @param {number} start
 * @param {number} end
 * @returns {(string | Ghost)[]} ghosts cut to the stretch
 */
export function parted(text, hidden, start, end) {
  const parts = [];
  let at = start;
  for (let i = firstAfter(hidden, start); i < hidden.length && hidden[i].at < end; i++) {
    const from = Math.max(start, hidden[i].at);
    const to = Math.min(end, hidden[i].at + hidden[i].length);
    if (from > at) parts.push(text.slice(at, from));
    parts.push({ ...hidden[i], at: from, length: to - from });
    at = to;
  }
  if (at < end) parts.push(text.slice(at, end));
  return parts;
}

/** Index of the first ghost that ends behind an offset. @param {Ghost[]} hidden @param {number} offset */
function firstAfter(hidden, offset) {
  let low = 0;
  for (let high = hidden.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (hidden[middle].at + hidden[middle].length > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
