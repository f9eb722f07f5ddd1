package io.signalroom.signal;

/** The word a trade signal uses for its direction. {@code LONG} and {@code BUY} both profit from a rising price. */
public enum Side {
    LONG,
    SHORT,
    BUY,
    SELL;

    /** True if the position profits from a rising price. */
    public boolean bullish() {
        return this == LONG || this == BUY;
    }
}
