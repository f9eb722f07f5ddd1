// @ts-check
/**
 * Draws a text with its marks. Everything of the text is only ever a text node; what steers the direction of others is
 * shown as a sign and left out of the node, so that no text can reorder what stands around it.
 *
 * @typedef {import('./playground-fields.js').FieldPlace} FieldPlace
 * @typedef {import('./marked-text.js').Ghost} Ghost
 * @typedef {import('./marked-text.js').Piece<FieldPlace>} FieldPiece
 */
import { html, nothing } from 'lit';
import { formatPercent } from './format.js';
import { t } from './i18n.js';
import { cut, ghosts, parted } from './marked-text.js';

const SURE = 0.6;
const LONGEST_QUOTE = 80;
const SHORT = 24;
const MOST_DRAWN = 8_192;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The text, line by line.
 *
 * @param {string} text
 * @param {FieldPlace[]} places sound ones
 * @param {{ chosen: number, reachable?: number }} view the signal in colour; number of the one mark in the tab order, if any
 */
export function markedText(text, places, { chosen, reachable }) {
  const hidden = ghosts(text);
  const end = drawnOf(text, places);
  let n = 0;
  const lines = cut(text.slice(0, end), places).map((line) => {
    const dir = direction(text.slice(line.at(0)?.start, line.at(-1)?.end), 'ltr');
    return html`<div class="lit-line" dir=${dir}>${line.map((piece) => {
      const content = plain(text, hidden, piece.start, piece.end);
      if (!piece.places.length) return content;
      const own = direction(text.slice(piece.start, piece.end), dir);
      return mark(piece, content, { chosen, dir: own, reachable: reachable === undefined ? undefined : n++ === reachable });
    })}</div>`;
  });
  return html`${lines}${end < text.length ? html`<p class="lit-rest">${t('marks.rest', { n: text.length - end })}</p>` : nothing}`;
}

/** How much of a text is drawn: as much as has values, and of what has none as much as a person may want to see. @param {string} text @param {FieldPlace[]} places */
const drawnOf = (text, places) => Math.min(text.length, Math.max(MOST_DRAWN, ...places.map((place) => place.end)));

/**
 * A short stretch of a text.
 *
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
export function quoted(text, start, end) {
  const slice = text.slice(start, Math.min(end, start + LONGEST_QUOTE));
  return html`<q class="quote"><bdi dir="auto">${plain(slice, ghosts(slice), 0, slice.length)}${end - start > LONGEST_QUOTE ? '…' : nothing}</bdi></q>`;
}

/** Any text, whole; what is not seen of it is shown. @param {string} text */
export const shownText = (text) => plain(text, ghosts(text), 0, text.length);

/** @param {FieldPiece} piece @param {unknown} content @param {{ chosen: number, dir: string, reachable: boolean | undefined }} view */
function mark(piece, content, { chosen, dir, reachable }) {
  const [first, second] = piece.places.slice().sort((a, b) => Number(b.signal === chosen) - Number(a.signal === chosen) || a.end - a.start - (b.end - b.start));
  const least = Math.min(...piece.places.map(({ confidence }) => confidence));
  const style = [
    'mark',
    first.signal === chosen ? '' : 'mark-other',
    piece.opens.length ? 'mark-opens' : '',
    piece.closes.length ? 'mark-closes' : '',
    least < SURE ? 'mark-unsure' : '',
    piece.end - piece.start <= SHORT ? 'mark-short' : '',
  ].join(' ');
  return html`<mark class=${style} dir=${dir} data-family=${first.family} data-under=${second?.family ?? nothing} data-rows=${piece.places.map(({ row }) => row).join(' ')}
    data-label=${piece.closes.map(({ label }) => label).join(' · ') || nothing} title=${piece.places.map(told).join('\n')}
    tabindex=${reachable === undefined ? nothing : reachable ? 0 : -1}>${content}</mark>`;
}

/** As the first letter has it. @param {string} stretch @param {'ltr' | 'rtl'} otherwise without any letter */
function direction(stretch, otherwise) {
  const letter = /\p{L}/u.exec(stretch)?.[0];
  if (!letter) return otherwise;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

/** @param {FieldPlace} place */
const told = ({ label, confidence }) => t('marks.told', { label, sure: formatPercent(confidence) });

/** @param {string} text @param {Ghost[]} hidden @param {number} start @param {number} end */
const plain = (text, hidden, start, end) => parted(text, hidden, start, end).map((part) => (typeof part === 'string' ? part : ghost(text, part)));

/** @param {string} text @param {Ghost} hidden */
function ghost(text, { at, length, code, name, steers }) {
  const times = length / (Number.parseInt(code.slice(2), 16) > 0xffff ? 2 : 1);
  return html`<span class="ghost" data-name=${times > 1 ? `${name} ×${times}` : name} title=${t('marks.ghost', { code })}>${steers ? nothing : text.slice(at, at + length)}</span>`;
}
