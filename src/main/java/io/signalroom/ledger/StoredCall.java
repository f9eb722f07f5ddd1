package io.signalroom.ledger;

import io.signalroom.signal.Origin;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import java.time.Instant;

/**
 * A trade signal or token launch of the feed, with what its outcome is measured by and no more.
 *
 * @param id its name, which holds the time of the post
 * @param channelId Telegram's bare id
 * @param origin how the post came to be known
 * @param kind {@link PostKind#TRADE_SIGNAL} or {@link PostKind#TOKEN_LAUNCH}
 * @param firstSeenAt when the version that it was read from reached us
 * @param plan symbol, quote, side, entries, targets, stop, leverage, timeframe and contract; every other value is left out
 */
public record StoredCall(
        SignalId id, long channelId, Origin origin, PostKind kind, Instant firstSeenAt, SignalFields plan) {
    /** Whether prices say how a signal of this kind turned out. */
    public static boolean measured(PostKind kind) {
        return kind == PostKind.TRADE_SIGNAL || kind == PostKind.TOKEN_LAUNCH;
    }

    /** The call of a signal that is {@link #measured}; its plan holds every value of the signal. */
    public static StoredCall of(StoredSignal signal) {
        return new StoredCall(
                signal.id(),
                signal.source().channelId(),
                signal.source().origin(),
                signal.kind(),
                signal.source().firstSeenAt(),
                signal.fields());
    }
}
