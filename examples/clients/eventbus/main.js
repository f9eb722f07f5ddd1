// Hears of a change through Vert.x' own event bus client, and ends with a status other than 0 if it does not.
// SIGNALROOM_URL is the base, such as http://127.0.0.1:8000/api/v1; SIGNALROOM_KEY is an API key with the scope write.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import EventBus from '@vertx/eventbus-bridge-client.js';

const SIGNALS = 'live.signals.v1';
const WITHIN_MS = 20_000;
const QUIET_MS = 3_000;

function setting(name) {
  const value = process.env[name];
  assert.ok(value, `Set ${name}.`);
  return value;
}

const base = setting('SIGNALROOM_URL');
const coin = 'EB' + Date.now().toString(36).toUpperCase();

async function post(path, body, headers = {}) {
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(WITHIN_MS),
  });
  assert.ok(answer.ok, `${path} answered ${answer.status}: ${await answer.clone().text()}`);
  return answer.json();
}

const { accessToken } = await post('/auth/token', { apiKey: setting('SIGNALROOM_KEY') });
const authorization = `Bearer ${accessToken}`;

const enter = (n) =>
  post(
    '/signals',
    { kind: 'trade_signal', symbol: coin, side: 'LONG', entries: [`${n}`] },
    { Authorization: authorization, 'Idempotency-Key': randomUUID() },
  );

/** Ends with the first thing that happens, which must happen in time. */
function soon(what, begin) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${what}: not within ${WITHIN_MS} ms`)), WITHIN_MS);
    begin((value) => {
      clearTimeout(late);
      resolve(value);
    });
  });
}

const bus = new EventBus(new URL('/eventbus', base).href);
bus.onerror = (error) => {
  console.error('the bridge says', error);
  process.exit(1);
};
await soon('opening', (done) => (bus.onopen = done));

/** @type {object[]} */
const heard = [];
let first = () => {};
const listener = (error, message) => {
  assert.equal(error, null);
  if (message.body.data?.symbol !== coin) return;
  heard.push(message.body);
  first(message.body);
};
bus.registerHandler(SIGNALS, { authorization }, listener);

const envelope = await soon('an event', (done) => {
  first = done;
  enter(1).catch((error) => bus.onerror(error));
});
assert.equal(envelope.v, 1);
assert.equal(envelope.type, 'signal.created');
assert.ok(Number.isSafeInteger(envelope.seq) && envelope.epoch, 'every envelope has its place');

bus.unregisterHandler(SIGNALS, { authorization }, listener);
await enter(2);
await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
assert.deepEqual(
  heard.map((event) => event.seq),
  [envelope.seq],
  'nothing is heard after unregistering',
);

bus.close();
console.log(`event bus client: heard signal ${envelope.data.id} as number ${envelope.seq}, and nothing after it unregistered`);
process.exit(0);
