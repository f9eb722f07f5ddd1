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
    /** Label whose line holds no prices of the plan (risk, size, id); value TALK for words of chart analysis, MARGIN for the stake. */
    ASIDE,
    /** What is counted: a number before it is no price (members, signals, trades). */
    COUNTED,
    /**
     * A picture that labels the number right behind it, or a small word that does so at the start of a line ("in", "out");
     * value ENTRY, TARGET, STOP or LEVERAGE.
     */
    ICON,
    /** A price is lost or won: "breaks", "closes below"; its price is rather the stop. */
    BREAK,
    /** Multiplies the number before it; value: the power of ten. */
    SCALE,
    /** Makes a percentage of the number before it, or behind it if the value is AHEAD. */
    PERCENT,
    /** Leads from one price to the next. */
    ARROW,
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
    /** What may happen: "will", "could"; value IF for conditions: "if", "once". */
    FORECAST,
    /** Denies what stands beside: "no", "not yet". */
    NEGATION,
    STOPPED,
    // places
    EXCHANGE,
    CHAIN,
    /** A launchpad, exchange or standard that tells the chain. */
    PAD,
    QUOTE,
    // token launches
    /** Label of a chain. */
    NETWORK,
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
    /**
     * Talk that only looks like a call. Value PROMO (adverts, referral), RAFFLE, NEWS, STATS (reports, results of many),
     * TALK (analysis, outlook), ASK (questions of readers), TEASE (hides the coin), EDU (lessons), SCAM, OTHERS (what others
     * trade), NOTICE (an exchange's service) or none.
     */
    BAIT,
    /** A known word without meaning for the parser, which keeps it from being taken for a coin. */
    STOPWORD;

    /** How many there are. */
    public static final int COUNT = values().length;
}
