// Drives a live server through the generated client, and ends with a status other than 0 if an answer is not what the
// contract says. SIGNALROOM_URL is the base, such as http://127.0.0.1:8000/api/v1; SIGNALROOM_KEY is an API key with the
// scope write.
import assert from 'node:assert/strict';
import {
  AnalyticsApi,
  Configuration,
  KeysApi,
  NewSignalKindEnum,
  NewSignalSideEnum,
  type Problem,
  ProblemFromJSON,
  ResponseError,
  type SignalDetail,
  SignalsApi,
} from './generated/index.js';

const COUNTED_WITHIN_MS = 60_000;
const CALLS = 5;

function setting(name: string): string {
  const value = process.env[name];
  assert.ok(value, `Set ${name}.`);
  return value;
}

const basePath = setting('SIGNALROOM_URL');
/** A coin of this run alone, so that it finds its own calls again. */
const coin = 'TS' + Date.now().toString(36).toUpperCase();

async function signIn(): Promise<Configuration> {
  const apiKey = setting('SIGNALROOM_KEY');
  const token = await new KeysApi(new Configuration({ basePath })).createToken({ keyToExchange: { apiKey } });
  assert.equal(token.tokenType, 'Bearer');
  assert.ok(token.expiresIn > 0);
  return new Configuration({ basePath, accessToken: token.accessToken });
}

/** May be sent again as often as the line breaks: the key makes it happen once. */
async function enter(signals: SignalsApi, n: number): Promise<SignalDetail> {
  const entered = await signals.createSignal({
    idempotencyKey: `${coin}-${n}`,
    newSignal: {
      kind: NewSignalKindEnum.TradeSignal,
      symbol: coin,
      quote: 'USDT',
      side: NewSignalSideEnum.Long,
      entries: ['182', '184.5'],
      targets: ['191.5', '198'],
      stopLoss: '176.9',
      leverage: n,
    },
  });
  assert.match(entered.id, /^sig_/);
  assert.equal(entered.origin, 'manual');
  return entered;
}

async function readBack(signals: SignalsApi, entered: SignalDetail): Promise<void> {
  const read = await signals.getSignal({ id: entered.id });
  assert.equal(read.symbol, coin);
  assert.deepEqual(read.entries, ['182', '184.5']);
  assert.equal(read.stopLoss, '176.9');
  assert.deepEqual(read.postedAt, entered.postedAt);
  assert.ok(read.text.includes(coin));
  assert.equal(read.judgements[0]?.kind, 'trade_signal');
}

/** Follows the pages of a filtered list from the first to the last. */
async function listAll(signals: SignalsApi): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await signals.listSignals({ token: [coin], side: ['long'], origin: ['manual'], limit: 2, cursor });
    assert.equal(page.page.hasMore, page.page.next !== null);
    ids.push(...page.data.map((signal) => signal.id));
    cursor = page.page.next ?? undefined;
  } while (cursor);
  return ids;
}

async function exported(signals: SignalsApi): Promise<void> {
  const file = await signals.exportSignals({ format: 'csv', token: [coin] });
  const [head, ...rows] = (await file.text()).trimEnd().split(/\r?\n/);
  assert.match(head ?? '', /^id,/);
  assert.equal(rows.length, CALLS);
}

/** Nobody withdraws what he has not seen. */
async function withdraw(signals: SignalsApi, id: string): Promise<void> {
  assert.equal((await problem(signals.deleteSignal({ id }))).code, 'precondition_required');
  const read = await signals.getSignalRaw({ id });
  const ifMatch = read.raw.headers.get('etag') ?? assert.fail('an ETag is missing');
  await signals.deleteSignal({ id, ifMatch });
}

/** Counts follow what is stored within seconds. */
async function countedAll(analytics: AnalyticsApi): Promise<void> {
  const until = Date.now() + COUNTED_WITHIN_MS;
  for (;;) {
    const history = await analytics.getHistorical({ from: '-2h', bucket: 'hour', token: [coin] });
    assert.equal(history.bucket, 'hour');
    if (history.summary.signals === CALLS) {
      assert.equal(history.summary.byKind['trade_signal'], CALLS);
      return;
    }
    assert.ok(Date.now() < until, `${history.summary.signals} of ${CALLS} signals are counted`);
    await new Promise((wake) => setTimeout(wake, 250));
  }
}

/** The problem that a call is refused with. */
async function problem(call: Promise<unknown>): Promise<Problem> {
  const error: unknown = await call.then(
    () => assert.fail('this should have been refused'),
    (refusal: unknown) => refusal,
  );
  assert.ok(error instanceof ResponseError, String(error));
  assert.equal(error.response.headers.get('content-type'), 'application/problem+json');
  const told = ProblemFromJSON(await error.response.json());
  assert.equal(told.status, error.response.status);
  return told;
}

const configuration = await signIn();
const signals = new SignalsApi(configuration);
const analytics = new AnalyticsApi(configuration);

const entered: SignalDetail[] = [];
for (let n = 1; n <= CALLS; n++) {
  entered.push(await enter(signals, n));
}
const [first] = entered;
assert.ok(first);
assert.equal((await enter(signals, 1)).id, first.id, 'sent again, it is the same signal');
await readBack(signals, first);
assert.deepEqual((await listAll(signals)).sort(), entered.map((signal) => signal.id).sort());
await exported(signals);
await countedAll(analytics);

const leaderboard = await analytics.getLeaderboard({ period: '90d', limit: 5 });
assert.equal(leaderboard.period, '90d');
assert.ok(Array.isArray(leaderboard.boards));

await withdraw(signals, first.id);
const gone = await problem(signals.getSignal({ id: first.id }));
assert.equal(gone.code, 'not_found');
const refused = await problem(signals.listSignals({ limit: 1000 }));
assert.equal(refused.code, 'invalid_request');
assert.equal(refused.errors[0]?.pointer, '/query/limit');
const unknown = await problem(new SignalsApi(new Configuration({ basePath })).deleteSignal({ id: first.id }));
assert.equal(unknown.code, 'unauthorized');

console.log(`TypeScript client: ${CALLS} signals of ${coin} entered, read, listed, counted; refusals are problems.`);
