// @ts-check
import { html, nothing } from 'lit';
import { t } from './i18n.js';
import { Part, copyText, icon } from './parts.js';
import { EXAMPLES } from './playground-examples.js';
import { reading, watchReading } from './playground-reading.js';
import { MAC, onKey } from './shell.js';

/** What is asked: examples, the post, the post it answers. */
class PastedPost extends Part {
  static properties = { answering: { state: true } };

  constructor() {
    super();
    this.answering = false;
    watchReading(this);
    onKey('/', 'playground.key', () => this.#area('post')?.focus());
  }

  willUpdate() {
    if (reading.replyTo) this.answering = true;
  }

  updated() {
    for (const [name, text] of /** @type {const} */ ([['post', reading.text], ['answers', reading.replyTo]])) {
      const area = this.#area(name);
      if (area && area.value !== text && lineBreaks(area.value) !== lineBreaks(text)) area.value = text;
    }
  }

  render() {
    return html`<section class="card flex flex-col" aria-labelledby="post-label">
      <div class="card-head">
        <h2><label id="post-label" for="post">${t('playground.post')}</label></h2>
        <span class="num text-xs text-muted">${t('playground.characters', { n: reading.text.length })}</span>
      </div>
      <div class="flex flex-col gap-3 px-4 pb-4 md:px-5">
        ${this.#textarea('post', t('playground.placeholder'), 'post-hint')}
        <p id="post-hint" class="flex items-center gap-2 text-xs text-muted">${t('playground.hint')}<span class="hint-keys"><kbd class="kbd">${MAC ? '⌘' : 'Ctrl'}</kbd><kbd class="kbd">↵</kbd>${t('playground.hint.now')}</span></p>
        ${this.#answered()}
        <div class="flex flex-wrap gap-2">
          <button class="btn" type="button" ?disabled=${!reading.text} @click=${() => copyText(location.href, 'playground.linkCopied')}>${icon('#i-link')}${t('playground.copyLink')}</button>
          <button class="btn" type="button" ?disabled=${!reading.text && !reading.replyTo} @click=${this.#clear}>${icon('#i-x')}${t('playground.clear')}</button>
        </div>
      </div>
    </section>`;
  }

  #answered() {
    return html`<details class="group" ?open=${this.answering} @toggle=${this.#toggled}>
      <summary class="btn-quiet -ml-2">${icon('#i-chevron-right', 'reply-arrow')}${t('playground.answers')}${reading.replyTo ? nothing : html`<span class="font-normal text-muted">${t('playground.optional')}</span>`}</summary>
      <div class="mt-1 flex flex-col gap-2">
        <label class="text-xs text-muted" for="answers">${t('playground.answers.label')}</label>
        ${this.#textarea('answers', t('playground.answers.placeholder'))}
      </div>
    </details>`;
  }

  /** @param {'post' | 'answers'} name @param {string} placeholder @param {string} [hint] */
  #textarea(name, placeholder, hint) {
    return html`<textarea id=${name} class="field post-area ${name === 'post' ? 'post-area-tall' : ''}" dir="auto" spellcheck="false" autocapitalize="off" autocomplete="off"
      placeholder=${placeholder} aria-describedby=${hint ?? nothing} @input=${this.#typed} @keydown=${this.#pressed}></textarea>`;
  }

  /** @param {string} name @returns {HTMLTextAreaElement | null} */
  #area = (name) => this.querySelector(`#${name}`);

  #typed = () => reading.type({ text: this.#area('post')?.value, replyTo: this.#area('answers')?.value ?? '' });

  #pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    reading.now(true);
  };

  #toggled = (/** @type {Event} */ event) => {
    this.answering = /** @type {HTMLDetailsElement} */ (event.target).open;
  };

  #clear = () => {
    this.answering = false;
    reading.replace({});
    this.#area('post')?.focus();
  };
}

/** A text area knows only one kind of line break. @param {string} text */
const lineBreaks = (text) => text.replace(/\r\n?/g, '\n');

/** Posts to try. */
class Examples extends Part {
  constructor() {
    super();
    watchReading(this);
  }

  render() {
    return html`<div class="examples-row" role="group" aria-labelledby="examples-label">
      <h2 id="examples-label" class="shrink-0 text-sm font-medium tracking-normal text-text2">${t('playground.examples')}</h2>
      <div class="examples">${EXAMPLES.map(
        (example) => html`<button class="example" type="button" aria-pressed=${isShown(example)} @click=${() => reading.replace(example)}>${t(`playground.example.${example.name}`)}</button>`,
      )}</div>
    </div>`;
  }
}

/** @param {import('./playground-examples.js').Example} example */
const isShown = ({ text, replyTo = '' }) => reading.text === text && reading.replyTo === replyTo;

customElements.define('sr-pasted-post', PastedPost);
customElements.define('sr-examples', Examples);
