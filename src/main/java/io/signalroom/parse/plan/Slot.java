package io.signalroom.parse.plan;

/** What the words before a number say it is. */
enum Slot {
    /** Nothing. */
    NONE,
    /** Behind the coin or a direction word. */
    HEAD,
    /** Behind "price". */
    LOOSE,
    /** Behind "average entry": the entry if no other number is. */
    AVERAGE,
    ENTRY,
    /** Behind "DCA", "add at": a further entry beside another. */
    ADD,
    /** Behind a label nobody knows, with a colon. */
    FIELD,
    /** Behind "buy": the entry of a bullish plan, the exit of a bearish one. */
    BUY,
    /** Behind "sell": the exit of a bullish plan, the entry of a bearish one. */
    SELL,
    TARGET,
    STOP,
    /** Behind "exit", "close": a target or the stop, as its place tells. */
    EXIT,
    /** Behind "breaks", "closes below": rather the stop, perhaps the entry. */
    BREAK,
    LEVERAGE,
    /** Behind a label such as "risk", until the line ends: nobody's prices. */
    ASIDE;

    /** True where prices would be entries. */
    boolean entering() {
        return switch (this) {
            case ENTRY, ADD, BUY, SELL, HEAD, LOOSE, AVERAGE -> true;
            default -> false;
        };
    }

    /** True for a label that goes on behind brackets. */
    boolean waits() {
        return switch (this) {
            case ENTRY, ADD, BUY, SELL, TARGET, STOP -> true;
            default -> false;
        };
    }
}
