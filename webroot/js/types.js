// @ts-check
// Shapes of the API's answers (conf/openapi.yaml is the contract). Unknown fields and enum values may appear any time.

/**
 * @typedef {object} Signal
 * @property {string} id
 * @property {string} kind
 * @property {string} [symbol]
 * @property {string} [quote]
 * @property {string} [side]
 * @property {string[]} [entries]
 * @property {boolean} [entryMarket]
 * @property {string[]} [targets]
 * @property {number[]} [targetsPercent]
 * @property {string} [stopLoss]
 * @property {number} [stopLossPercent]
 * @property {number} [leverage]
 * @property {string} [exchange]
 * @property {string} [event]
 * @property {string} [stage]
 * @property {number} [targetIndex]
 * @property {number} [profitPercent]
 * @property {string} [newStop]
 * @property {string} [chain]
 * @property {string} [contractAddress]
 * @property {string} [marketCap]
 * @property {string} [liquidity]
 * @property {number} [changePercent]
 * @property {string[]} [symbols]
 * @property {number} confidence 0 to 1
 * @property {string} origin
 * @property {{ id: string, username?: string, title?: string }} channel
 * @property {number} messageId
 * @property {string} postedAt
 * @property {string} firstSeenAt
 * @property {string} [editedAt]
 * @property {string} [deletedAt]
 * @property {Outcome} [outcome]
 */

/** @typedef {{ at: string, price: string, part: number, by?: string }} Trade */

/**
 * @typedef {object} Outcome how a call turned out by market prices
 * @property {string} state
 * @property {string} [reason] of no_data
 * @property {string} [missedBy] of unfilled
 * @property {number} targetsHit
 * @property {number} targets
 * @property {string} market
 * @property {string} feed
 * @property {number} [r] multiples of the risk
 * @property {number} [percent]
 * @property {Trade[]} fills
 * @property {Trade[]} exits
 * @property {string} arrival when a reader could have it
 * @property {string} endsAt
 * @property {string} [settledAt]
 * @property {number} [secondsToOutcome]
 * @property {Record<string, number>} [runUp] percent before the post, by how long
 * @property {Record<string, number>} [horizons] percent after the entry, by how long
 * @property {number} [benchmarkR]
 * @property {boolean} [liquidation]
 * @property {boolean} [noStop]
 * @property {{ latencySeconds: number, expiryHours: number, scalpExpiryHours: number, feePercent: number, slippagePercent: number }} assumptions
 */

/**
 * @typedef {{ kind: 'same' | 'gone' | 'new', text: string }} Change a piece of a text; no two of one kind beside each other
 * @typedef {{ revision: number, firstSeenAt: string, editedAt: string | null, origin: string, text: string, witness: { link: number, hash: string }, changes: Change[] | null }} Revision
 * @typedef {{ updateId: string, event: string, targetIndex?: number, profitPercent?: number, postedAt: string, how: string, measured?: string | null }} Claim
 * @typedef {{ by: string, at: string, verdict: string, note?: string }} Judgement
 * @typedef {{ name: string | null, channelId: string | null, messageId: number | null, at: string | null, url: string | null, signal: string | null }} Forward
 * @typedef {Signal & { text: string, spans: Span[], revisions: Revision[], claims: Claim[], updates: Signal[], judgements: Judgement[], forwardedFrom: Forward | null, state?: string }} Detail
 */

/** @typedef {{ epoch: string, seq: number }} Position */

/**
 * @typedef {object} Envelope
 * @property {number} v
 * @property {string} epoch
 * @property {number} seq
 * @property {string} type
 * @property {string} at
 * @property {any} data
 */

/** @typedef {{ events: Envelope[], asOf: Position, complete: boolean }} Changes */

/**
 * @typedef {object} Status
 * @property {string} version
 * @property {string} epoch
 * @property {number} seq
 * @property {{ id: string, kind: string, state: string, detail?: string, lastPostAt?: string, posts: number }[]} sources
 * @property {{ backlog: number, oldestSeconds: number }} parse
 * @property {{ state: string, done: number, total: number }} demo
 * @property {{ channels: number, messages: number, signals: number }} totals
 */

/** @typedef {{ at: string, bullish: number, bearish: number, neutral: number, byKind?: Record<string, number> }} Bucket */

/**
 * @typedef {object} Historical
 * @property {string} from
 * @property {string} to
 * @property {Bucket[]} series
 * @property {{ signals: number, previous: { signals: number }, channels: number, tokens: number, medianLatencySeconds: number | null, latencyOf?: number, byOrigin?: Record<string, number> }} summary
 * @property {{ symbol: string, signals: number, bullish: number, bearish: number, channels: number }[]} tokens
 */

/** @typedef {{ field: string, index: number, start: number, end: number, confidence: number }} Span UTF-16 offsets, end exclusive */

/** @typedef {Omit<Signal, 'id' | 'origin' | 'channel' | 'messageId' | 'postedAt' | 'firstSeenAt'> & { spans: Span[] } & Record<string, any>} ReadSignal */

/**
 * @typedef {object} ParseAnswer
 * @property {string} kind
 * @property {number} confidence 0 to 1
 * @property {string[]} reasons
 * @property {boolean} review too unsure to be published
 * @property {ReadSignal[]} signals
 */

export {};
