// @ts-check
// Adding a channel before its first post.
import { html, nothing, render } from 'lit';
import { post, requestKey } from './api-post.js';
import { channels } from './channels-list.js';
import { ChannelPreview } from './channels-preview.js';
import { t } from './i18n.js';
import { icon, toast, trouble } from './parts.js';

const ID = /^(-100)?[1-9]\d{0,17}$/;
const LINK = /^(?:https?:\/\/)?t\.me\/(\w+)\/?$/;
const FIELDS = /** @type {Record<string, string>} */ ({ '/body/username': 'name', '/body/telegramId': 'name', '/body/title': 'title' });

/** @type {import('./api.js').ApiError | null} */
let error = null;
let busy = false;
/** One for each attempt to add the same: a repeat makes no second channel. */
let once = { body: '', key: '' };
/** The title that the channel looked at last gave. */
let proposed = '';
const preview = new ChannelPreview(() => box().open && draw());

/** Opens the dialog; the address says so until it closes. */
export function showAdd() {
  error = null;
  draw();
  const dialog = box();
  if (!dialog.open) dialog.showModal();
}

function box() {
  let dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById('add'));
  if (!dialog) {
    dialog = document.createElement('dialog');
    dialog.id = 'add';
    dialog.setAttribute('aria-labelledby', 'add-title');
    dialog.addEventListener('close', closed);
    document.body.append(dialog);
  }
  return dialog;
}

function closed() {
  preview.keepOnly('');
  render(nothing, box());
  if (location.hash === '#add') history.replaceState(null, '', location.pathname + location.search);
}

/** @param {string} name as somebody writes it: an id, a username, a link @returns {{ telegramId?: string, username?: string }} */
function identity(name) {
  const bare = name.trim();
  if (!bare) return {};
  return ID.test(bare) ? { telegramId: bare } : { username: LINK.exec(bare)?.[1] ?? bare };
}

const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (box().querySelector(`[name=${name}]`));

/** The username that is written, if it is one; empty for an id. */
const username = () => identity(field('name').value).username?.replace(/^@/, '') ?? '';

async function looked() {
  const name = username();
  field('name').setCustomValidity(name ? '' : t('room.add.needsName'));
  if (!field('name').reportValidity()) return;
  await preview.look(name);
  const title = /** @type {HTMLInputElement | null} */ (box().querySelector('[name=title]'));
  if (!preview.found || !title) return;
  // what somebody wrote stays, what the channel before was called does not
  if (['', proposed].includes(title.value.trim())) title.value = proposed = preview.found.channel.title.slice(0, 128).trim();
}

function renamed() {
  field('name').setCustomValidity('');
  preview.keepOnly(username());
}

/** @param {SubmitEvent} event */
async function sent(event) {
  event.preventDefault();
  const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
  const body = { title: String(given.get('title')).trim(), ...identity(String(given.get('name'))) };
  const seen = preview.found?.channel;
  // with its id too, so that what a bot hears is the same channel
  if (seen?.telegramId && body.username) body.telegramId = seen.telegramId;
  const text = JSON.stringify(body);
  if (once.body !== text) once = { body: text, key: requestKey() };
  busy = true;
  error = null;
  draw();
  try {
    const channel = await post('/channels', body, { headers: { 'idempotency-key': once.key }, act: true });
    box().close();
    toast(t('room.added', { title: channel.title }));
    await channels.load();
    channels.go({ q: '', open: channel.id });
  } catch (problem) {
    error = /** @type {import('./api.js').ApiError} */ (problem);
  }
  busy = false;
  if (box().open) draw();
}

/** What the server says of a field. @param {string} field */
const faultOf = (field) => (error?.errors ?? []).filter(({ pointer }) => FIELDS[pointer] === field).map(({ detail }) => detail).join(' ');

/** @param {string} name @param {number} longest @param {boolean} needed */
const input = (name, longest, needed) => html`<label class="flex flex-col gap-1">${t(`room.add.${name}`)}
  <input class="field" name=${name} maxlength=${longest} ?required=${needed} autocomplete="off" spellcheck="false" @input=${name === 'name' ? renamed : nothing} aria-describedby="add-${name}-how" aria-invalid=${faultOf(name) ? 'true' : nothing} />
  <span id="add-${name}-how" class="text-xs ${faultOf(name) ? 'text-bear' : 'text-muted'}" lang=${faultOf(name) ? 'en' : nothing}>${faultOf(name) || t(`room.add.${name}.how`)}</span></label>`;

const draw = () => render(content(), box());

const content = () => html`<form class="flex flex-col gap-4 p-5" @submit=${sent}>
  <div class="flex items-center justify-between"><h2 id="add-title">${t('room.add')}</h2><button class="btn-icon" type="button" aria-label=${t('close')} @click=${() => box().close()}>${icon('#i-x')}</button></div>
  ${input('name', 80, false)}
  <div class="flex flex-col gap-2"><button class="btn add-look" type="button" @click=${looked}>${t('room.add.look')}</button>${preview.render()}</div>
  ${input('title', 128, true)}
  <div class="rounded-control bg-sunken px-4 py-3 text-sm text-text2"><p class="font-medium text-text">${t('room.add.next')}</p><ol class="add-steps"><li>${t('room.add.bot')}</li><li>${t('room.add.read')}</li><li>${t('room.add.history')}</li></ol></div>
  ${error && !error.errors?.some(({ pointer }) => pointer in FIELDS) ? trouble(error, () => /** @type {HTMLFormElement} */ (box().querySelector('form')).requestSubmit()) : nothing}
  <button class="btn btn-main" type="submit" ?disabled=${busy}>${t(busy ? 'room.add.busy' : 'room.add.do')}</button>
</form>`;
