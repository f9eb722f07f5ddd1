package io.signalroom.market.feed.binance;

/** Binance, or whoever answers in its place, said what is no answer. The message completes "it cannot be read: ...". */
final class UnreadableAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableAnswer(String what) {
        super(what, null, false, false);
    }
}
