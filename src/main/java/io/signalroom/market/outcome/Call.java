package io.signalroom.market.outcome;

import io.signalroom.ledger.EventLog.Counted;
import io.signalroom.ledger.StoredCall;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.market.candle.Market;
import io.signalroom.signal.Origin;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import java.time.Duration;
import java.util.Optional;

/**
 * A call that is measured: one plan, fixed by the first-seen version of its post. Times are milliseconds since 1970.
 *
 * @param id of its signal
 * @param channelId whose it is
 * @param origin how the post came to be known
 * @param counted as what events count the signal
 * @param market in which it is measured
 * @param plan what it orders
 * @param arrival when a reader could have it: when it was first seen if it was witnessed, else when it was posted
 * @param begins when the first order is placed
 * @param expires when all is over
 * @param atHorizons whether it is measured at fixed horizons too: a launch, or a plan without targets
 */
record Call(
        SignalId id,
        long channelId,
        Origin origin,
        Counted counted,
        Market market,
        TradePlan plan,
        long arrival,
        long begins,
        long expires,
        boolean atHorizons) {
    /** What is read before the arrival: a day, and an hour in which the price then may be older. */
    static final long BEFORE = Duration.ofHours(25).toMillis();

    /**
     * A stored call, ready to be measured.
     *
     * @return empty if it names no coin, or is no launch and names no side
     */
    static Optional<Call> of(StoredCall signal, Assumptions assumed) {
        SignalFields fields = signal.plan();
        boolean launch = signal.kind() == PostKind.TOKEN_LAUNCH;
        if (fields.symbol() == null || !launch && fields.side() == null) {
            return Optional.empty();
        }
        TradePlan plan = launch ? TradePlan.hold() : TradePlan.of(fields);
        long arrival = arrival(signal);
        long begins = arrival + assumed.latency().toMillis();
        return Optional.of(new Call(
                signal.id(),
                signal.channelId(),
                signal.origin(),
                new Counted(signal.kind().wire(), StoredSignal.direction(fields)),
                market(signal, launch),
                plan,
                arrival,
                begins,
                begins + assumed.expiryOf(fields).toMillis(),
                plan.targetCount() == 0));
    }

    /** A token on a chain is not the coin that an exchange trades under the same name. */
    private static Market market(StoredCall signal, boolean launch) {
        SignalFields fields = signal.plan();
        boolean onChain = launch && fields.contractAddress() != null && signal.origin() != Origin.DEMO;
        return Market.of(onChain ? fields.contractAddress() : fields.symbol(), launch ? null : fields.quote());
    }

    private static long arrival(StoredCall signal) {
        long posted = signal.id().postedAt().toEpochMilli();
        return signal.origin() == Origin.WITNESSED
                ? Math.max(posted, signal.firstSeenAt().toEpochMilli())
                : posted;
    }

    /** When nothing can change what is measured any more. */
    long ends() {
        return atHorizons ? Math.max(expires, begins + Horizons.LONGEST) : expires;
    }
}
