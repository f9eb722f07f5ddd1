// @ts-check
// What a channel has posted last and what would be read in it, before the channel is added.
import { html, nothing } from 'lit';
import { ask } from './api.js';
import { unsteered } from './format.js';
import { t, word } from './i18n.js';
import { skeleton, trouble } from './parts.js';
import { directionChip, gist, pair } from './signal-words.js';
import './time.js';

/** @typedef {{ messageId: number, postedAt: string, edited: boolean, text: string, reading: { kind: string, signals: import('./types.js').Signal[] } }} Post */
/** @typedef {{ channel: { telegramId: string | null, username: string, title: string, subscribers: string | null }, posts: Post[] }} Preview */

/** The newest posts of one channel. */
export class ChannelPreview {
  /** @type {Preview | null} */
  found = null;
  /** @type {import('./api.js').ApiError | null} */
  #error = null;
  #busy = false;
  #name = '';

  /** @param {() => void} changed draws again */
  constructor(changed) {
    this.changed = changed;
  }

  /** Forgets what was found unless it is of this channel. @param {string} name */
  keepOnly(name) {
    if (name.toLowerCase() === this.#name.toLowerCase()) return;
    this.#name = '';
    this.found = this.#error = null;
    this.changed();
  }

  /** @param {string} name without `@` */
  async look(name) {
    this.#name = name;
    this.found = this.#error = null;
    this.#busy = true;
    this.changed();
    try {
      const found = await ask(`/channels/preview?${new URLSearchParams({ username: name })}`, { act: true });
      if (this.#name === name) this.found = found;
    } catch (problem) {
      if (this.#name === name) this.#error = /** @type {import('./api.js').ApiError} */ (problem);
    }
    if (this.#name === name || !this.#name) this.#busy = false;
    this.changed();
  }

  render() {
    return html`<p class="sr-only" role="status">${this.#state()}</p>${this.#body()}`;
  }

  #state() {
    if (this.#busy) return t('room.add.looking');
    return this.found ? t('room.add.found', { n: this.found.posts.length }) : '';
  }

  #body() {
    if (this.#busy) return skeleton(5, 'h-14');
    // asking again would not help
    if (this.#error?.status === 404) return html`<p class="text-sm text-warn" lang="en" role="alert">${this.#error.detail}</p>`;
    if (this.#error) return trouble(this.#error, () => this.look(this.#name));
    if (!this.found) return nothing;
    const { channel, posts } = this.found;
    return html`<p class="text-sm"><bdi class="font-semibold">${unsteered(channel.title)}</bdi> <span class="text-muted">@${channel.username}${channel.subscribers ? html` · ${t('room.add.subscribers', { n: channel.subscribers })}` : nothing}</span></p>
      ${posts.length ? html`<div class="previewed" role="group" tabindex="0" aria-label=${t('room.add.posts')}><ol>${posts.map(row)}</ol></div>` : html`<p class="text-sm text-text2">${t('room.add.silent')}</p>`}`;
  }
}

/** @param {Post} post */
const row = (post) => html`<li>
  <p class="flex flex-wrap items-center gap-2 text-sm">${post.reading.signals.length ? post.reading.signals.slice(0, 3).map(reading) : html`<span class="chip chip-plain">${t('room.add.nothing')}</span>`}<span class="ml-auto text-xs text-muted">${post.edited ? `${t('signal.edited')} · ` : nothing}<sr-time .at=${post.postedAt}></sr-time></span></p>
  <p class="previewed-text" dir="auto">${unsteered(post.text)}</p>
</li>`;

/** @param {import('./types.js').Signal} signal */
const reading = (signal) => html`<span class="chip chip-info">${word('kind', signal.kind)}</span><span>${pair(signal)}</span>${signal.side ? directionChip(signal) : nothing}<span class="num text-text2">${gist(signal)}</span>`;
