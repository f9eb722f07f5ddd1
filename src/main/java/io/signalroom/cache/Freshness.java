package io.signalroom.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * What may be done with a kept answer: the rule of this cache.
 *
 * <p>An answer is <em>overtaken</em> as soon as this node hears that an event was counted which it lacks, and
 * <em>expired</em> when its lifetime is over. Until then it is served as it is. After that
 *
 * <ol>
 *   <li>for half a second it is served as stale while its successor is computed once in the background: so a reader never
 *       waits for what a busy channel causes every second, and the database computes an answer at most once for each step
 *       of the rollups, however many ask;
 *   <li>then whoever asks waits for the successor, and gets the old one, as stale, only if there is none to be had: the
 *       database is away, or slower than a reader waits;
 *   <li>a second after the end of its lifetime it is gone, whatever happens.
 * </ol>
 *
 * <p>Rollups move a second after an event at the latest and say so; with the half second of (1) a new event shows in
 * less than two seconds, while the answers to an unchanged database live for their whole lifetime.
 *
 * <p>In the last tenth of its lifetime an answer is renewed in the background by the first who asks. XFetch (Vattani,
 * Chierichetti, Lowenstein, Optimal Probabilistic Cache Stampede Prevention, VLDB 2015) draws the moment by lot, so that
 * processes that cannot talk rarely choose the same one. Here all who ask on a node share one flight, and nodes look into
 * Redis and take a turn before they compute: a fixed moment does the same, and can be tested.
 *
 * <p>An answer from the future is gone as well: after a clock was set back it would seem fresh for too long.
 */
enum Freshness {
    /** Serve it. */
    FRESH,
    /** Serve it, and renew it in the background. */
    DUE,
    /** Serve it as stale, and renew it in the background. */
    BRIEFLY_STALE,
    /** Renew it; serve it as stale only if that fails. */
    LAST_RESORT,
    /** Do not serve it. */
    GONE;

    /** For how long an overtaken answer is served without waiting. */
    static final Duration BRIEFLY = Duration.ofMillis(500);

    /** How long after its lifetime an answer may still be served as stale. */
    static final Duration GRACE = Duration.ofSeconds(1);

    /** How far clocks of two nodes may lie apart. */
    private static final Duration SKEW = Duration.ofSeconds(1);

    private static final int TENTHS_BEFORE_RENEWAL = 9;

    static Freshness of(Kept kept, Generation generation, Instant now) {
        if (now.plus(SKEW).isBefore(kept.computedAt()) || now.isAfter(kept.end().plus(GRACE))) {
            return GONE;
        }
        boolean expired = !now.isBefore(kept.end());
        Instant overtaken = generation.overtakenSince(kept.revision()).orElse(null);
        if (overtaken == null && !expired) {
            return now.isBefore(renewal(kept)) ? FRESH : DUE;
        }
        Instant since = overtaken == null ? kept.end() : overtaken;
        boolean brief = !now.isBefore(since) && now.isBefore(since.plus(BRIEFLY));
        return brief ? BRIEFLY_STALE : LAST_RESORT;
    }

    /** From when on it is renewed in the background. */
    static Instant renewal(Kept kept) {
        return kept.computedAt()
                .plus(kept.lifetime().multipliedBy(TENTHS_BEFORE_RENEWAL).dividedBy(10));
    }
}
