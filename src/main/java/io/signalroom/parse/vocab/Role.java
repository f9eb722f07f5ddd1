package io.signalroom.parse.vocab;

/** What a known word or phrase does in a post. The data files name roles in lower case. */
public enum Role {
    // labels and words of a trade plan
    /** Label of entry prices; the value may be a side ("buy zone"). */
    ENTRY,
    /** Label of a price that is the entry only if no other is given ("price", "CMP"). */
    PRICE,
    TARGET,
    STOP,
    LEVERAGE,
    /** Label of the coin or pair. */
    SUBJECT,
    /** Direction; value LONG, SHORT, BUY or SELL. */
    SIDE,
    /** Horizon ("short term"), which is no direction. */
    HORIZON,
    /** Enter at the market price. */
    MARKET,
    /** A small word that may stand between a label and its prices. */
    FILLER,
    /** Label whose line holds no prices of the plan (risk, size, id). */
    ASIDE,
    /** Label of a block without prices of the plan (trailing configuration). */
    ASIDE_BLOCK,
    SATOSHI,
    FUTURES,
    SPOT,
    /** "Timeframe", after an interval. */
    CHART,
    MINUTES,
    HOURS,
    DAYS,
    // signs
    TICK,
    CROSS,
    UP,
    DOWN,
    // news about an earlier signal
    HIT,
    ALL,
    CLOSE,
    CANCEL,
    MOVE,
    BREAKEVEN,
    FILLED,
    ORDINAL,
    LOSS,
    PROFIT,
    HALF,
    BEFORE,
    /** What may happen or ought to be done then: "will", "if", "once". */
    FORECAST,
    STOPPED,
    // places
    EXCHANGE,
    CHAIN,
    /** A launchpad, exchange or standard that tells the chain. */
    PAD,
    QUOTE,
    // token launches
    LAUNCH,
    CONTRACT,
    CREATOR,
    MARKET_CAP,
    DILUTED_CAP,
    LIQUIDITY,
    VOLUME,
    // listings
    LIST,
    DELIST,
    RUMOUR,
    // pumps
    PUMP,
    REMAINING,
    SCHEDULE,
    REVEAL,
    OUTCOME,
    MOVER,
    // talk that only looks like a call
    BAIT,
    /** A known word without meaning for the parser, which keeps it from being taken for a coin. */
    STOPWORD
}
