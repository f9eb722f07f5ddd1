// @ts-check
// Signing in by an API key: the dialog, and the tokens that are made of the key.
import { html, nothing, render } from 'lit';
import { ACCEPT, ApiError, TIMEOUT, refused } from './api.js';
import { learn, t, word } from './i18n.js';
import { icon, toast } from './parts.js';
import { KEY, session } from './session.js';

const MARGIN_SECONDS = 60;
const AGAIN = 30_000;
const MAKING = 'java -jar target/signalroom.jar key create --name browser --scope admin';

let key = '';
/** Counts who signs in or out: what was begun before counts no more. */
let turn = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let renewal;
/** @type {Promise<boolean> | undefined} one dialog, whoever asks */
let asking;
/** @type {(signedIn: boolean) => void} */
let answered = () => {};
let why = '';
let busy = false;
/** @type {ApiError | null} */
let problem = null;

/** Makes a token of a key. @param {string} given @throws {ApiError} */
async function exchange(given) {
  const mine = turn;
  let response;
  try {
    response = await fetch('/api/v1/auth/token', { method: 'POST', headers: { accept: ACCEPT, 'content-type': 'application/json' }, body: JSON.stringify({ apiKey: given }), signal: AbortSignal.timeout(TIMEOUT) });
  } catch {
    throw new ApiError('error.unreachable');
  }
  const body = await response.json().catch(() => null);
  if (!response.ok || !body) throw await refused(response, body);
  if (mine !== turn) return;
  key = given;
  session.take(body.accessToken, body.scope, body.expiresIn);
  renewIn(Math.max(1, body.expiresIn - MARGIN_SECONDS) * 1000);
}

/** @param {number} delay milliseconds */
function renewIn(delay) {
  clearTimeout(renewal);
  renewal = setTimeout(renew, delay);
}

/** Makes another token of the key in memory, or of the one that this tab keeps. A key that is refused is gone; a server that is away will be asked again. */
export async function renew() {
  const mine = turn;
  try {
    await exchange(key || session.kept);
  } catch (error) {
    if (mine !== turn) return;
    const { status } = /** @type {ApiError} */ (error);
    if (status === 401 || status === 403) signOut();
    else renewIn(AGAIN);
  }
}

/**
 * The rest of what `session.send` says, for an answer that refuses.
 *
 * @template {{ status: number }} A
 * @param {(headers: Record<string, string>) => Promise<A>} send
 * @param {boolean} act
 * @param {A} refusal
 * @param {Record<string, string>} sent its request's headers
 * @returns {Promise<A>}
 */
export async function sendAgain(send, act, refusal, sent) {
  let answer = refusal;
  if (answer.status === 401 && (session.drop(sent) || session.known)) answer = await send(await session.headers());
  while ((answer.status === 401 || answer.status === 403) && (await session.wanted(answer.status, act))) answer = await send(await session.headers());
  return answer;
}

/** Keeps a key for this tab. @param {string} given empty: forget it */
function keep(given) {
  try {
    if (given) sessionStorage.setItem(KEY, given);
    else sessionStorage.removeItem(KEY);
  } catch {
    // it holds for this page
  }
}

export function signOut() {
  turn++;
  clearTimeout(renewal);
  key = '';
  keep('');
  session.take('', '');
}

/**
 * Opens the dialog.
 *
 * @param {number} status why: 401 nobody is signed in, 403 the key may not do that, 0 somebody wants to
 * @returns {Promise<boolean>} whether somebody signed in
 */
export async function askKey(status) {
  await learn('session');
  why = t(status === 403 ? 'session.why.more' : status === 401 ? 'session.why.needed' : 'session.why.free');
  asking ??= new Promise((done) => (answered = done)).then((signedIn) => {
    asking = undefined;
    session.declined = !signedIn;
    return /** @type {boolean} */ (signedIn);
  });
  problem = null;
  draw();
  const dialog = box();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('input')?.focus();
  return asking;
}

function box() {
  let dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById('sign-in'));
  if (!dialog) {
    dialog = document.createElement('dialog');
    dialog.id = 'sign-in';
    dialog.setAttribute('aria-labelledby', 'sign-in-title');
    dialog.addEventListener('close', () => answered(false));
    document.body.append(dialog);
  }
  return dialog;
}

/** @param {SubmitEvent} event */
async function sent(event) {
  event.preventDefault();
  const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
  busy = true;
  problem = null;
  draw();
  turn++;
  clearTimeout(renewal);
  try {
    const text = String(given.get('key')).trim();
    await exchange(text);
    keep(given.has('keep') ? text : '');
    answered(true);
    box().close();
    render(nothing, box());
    toast(t('session.done', { scope: word('session.scope', session.scope) }));
  } catch (error) {
    problem = /** @type {ApiError} */ (error);
    if (key) renewIn(AGAIN);
  }
  busy = false;
  if (!box().open) return;
  draw();
  if (problem) box().querySelector('input')?.focus(); // the button lost it while it was off
}

const draw = () => render(content(), box());

const content = () => html`<form class="flex flex-col gap-4 p-5" @submit=${sent}>
  <div class="flex items-center justify-between">
    <h2 id="sign-in-title">${t('session.title')}</h2>
    <button class="btn-icon" type="button" aria-label=${t('close')} @click=${() => box().close()}>${icon('#i-x')}</button>
  </div>
  <p class="text-text2">${why}</p>
  <label class="flex flex-col gap-1">${t('session.key')}
    <input class="field" name="key" type="password" required maxlength="200" autocomplete="off" spellcheck="false" aria-describedby="sign-in-how sign-in-problem" aria-invalid=${problem ? 'true' : nothing} /></label>
  <p id="sign-in-problem" class="text-sm text-bear" role="alert">${problem ? html`${t(problem.message)} <span lang="en">${problem.detail}</span>` : nothing}</p>
  <p id="sign-in-how" class="text-sm text-muted">${t('session.how')}</p>
  <code class="code">${MAKING}</code>
  <label class="flex items-start gap-2"><input class="mt-0.5 size-[18px]" name="keep" type="checkbox" /><span>${t('session.keep')}<span class="block text-xs text-muted">${t('session.keep.what')}</span></span></label>
  <button class="btn btn-main" type="submit" ?disabled=${busy}>${t(busy ? 'session.busy' : 'session.in')}</button>
</form>`;
