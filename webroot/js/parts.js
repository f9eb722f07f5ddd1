// @ts-check
import { LitElement, html, nothing, render } from 'lit';
import { ApiError } from './api.js';
import { t } from './i18n.js';

/** A component in the light DOM, so that the page's classes reach it. What the page shows before it goes when it comes. */
export class Part extends LitElement {
  createRenderRoot() {
    this.replaceChildren();
    return this;
  }
}

/** Lit controller: tells its host of events while it is on the page. */
export class Watching {
  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {[EventTarget, string][]} events who tells what
   * @param {(event: Event) => unknown} [act] draws the host again if nothing else is said
   */
  constructor(host, events, act = () => host.requestUpdate()) {
    this.events = events;
    this.act = act;
    host.addController(this);
  }

  hostConnected() {
    for (const [target, name] of this.events) target.addEventListener(name, this.act);
  }

  hostDisconnected() {
    for (const [target, name] of this.events) target.removeEventListener(name, this.act);
  }
}

/**
 * @param {string} name of a Lucide icon, whole and behind `#i-` so that the sprite finds it
 * @param {string} [more] classes
 */
export const icon = (name, more = '') => html`<svg class="icon ${more}" aria-hidden="true"><use href=${document.querySelector(name) ? name : `/assets/icons.svg${name}`} /></svg>`;

/**
 * Says in place what could not be shown, what to do, and what to tell whoever runs the server. What the server says in words
 * of its own is marked as English.
 *
 * @param {import('./api.js').ApiError} error
 * @param {() => void} retry
 * @param {string} [cure] what to do, if the server does not say it
 */
export function trouble(error, retry, cure = t('error.cure')) {
  const title = t(error.message);
  return html`<div class="flex flex-col items-start gap-2 px-4 md:px-5 py-4" role="alert">
    <p class="flex items-center gap-2 font-medium text-bear" lang=${title === error.message ? 'en' : nothing}>${icon('#i-circle-alert')}${title}</p>
    <p class="text-text2" lang=${error.detail ? 'en' : nothing}>${error.detail || cure}</p>
    <div class="flex flex-wrap items-center gap-2">
      <button class="btn" type="button" @click=${retry}>${icon('#i-rotate-cw')}${t('error.retry')}</button>
      ${error.requestId ? copyable(error.requestId, t('error.request')) : nothing}
    </div>
  </div>`;
}

/**
 * Brings a part whose words and code come later into its place on the page. If it does not come, that is said there, with a
 * button that asks again.
 *
 * @param {string} tag of its element
 * @param {() => Promise<unknown>} bring
 */
export function bringInto(tag, bring) {
  return bring().catch(() => {
    const said = document.createElement('section');
    said.className = 'card';
    const again = () => {
      said.remove();
      bringInto(tag, () => bringAgain(bring));
    };
    render(trouble(new ApiError('error.unreachable'), again), said);
    document.querySelector(tag)?.replaceChildren(said);
  });
}

/**
 * Brings code once more. Browsers may keep that a module did not come: then the page is loaded anew, if the server answers.
 *
 * @param {() => Promise<unknown>} bring
 */
export const bringAgain = (bring) => bring().catch((error) => fetch(location.href).then(() => location.reload()).then(() => Promise.reject(error)));

/**
 * In a part whose fetch failed together with another's, which says the rest and has the button.
 *
 * @param {import('./api.js').ApiError} error
 */
export const missing = (error) => html`<p class="px-4 md:px-5 py-8 text-center text-muted">${t('error.part', { why: t(error.message) })}</p>`;

/**
 * A short text with a button that copies it.
 *
 * @param {string} text
 * @param {string} label
 */
export function copyable(text, label) {
  return html`<button class="btn-quiet" type="button" @click=${() => copyText(text)} title=${t('copy')}>
    <span class="text-muted">${label}</span><span class="font-mono">${text}</span>${icon('#i-copy', 'size-4')}
  </button>`;
}

/** Copies, and says so, or that the browser refuses. @param {string} text @param {string} [said] key of what is said then */
export function copyText(text, said = 'copied') {
  const copying = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
  copying.then(() => toast(t(said)), () => toast(t('copy.refused')));
}

/**
 * Tells screen readers, politely.
 *
 * @param {string} text
 */
export function announce(text) {
  const announcer = document.getElementById('announcer');
  if (announcer) announcer.textContent = text;
}

/**
 * A quiet note that goes away by itself; the announcer says it too.
 *
 * @param {string} text
 */
export function toast(text) {
  const note = document.createElement('p');
  note.className = 'rise card px-4 py-2 text-sm';
  note.textContent = text;
  document.getElementById('toasts')?.append(note);
  setTimeout(() => note.remove(), 5_000);
  announce(text);
}

/**
 * Grey bars where text will be. They show only after 150 ms.
 *
 * @param {number} rows
 * @param {string} [size]
 */
export const skeleton = (rows, size = 'h-10') =>
  html`<div class="flex flex-col gap-3 px-4 md:px-5 pb-5" aria-hidden="true">${Array.from({ length: rows }, () => html`<div class="skeleton ${size}"></div>`)}</div>`;
