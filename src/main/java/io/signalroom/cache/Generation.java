package io.signalroom.cache;

import io.signalroom.bus.message.RollupsAdvanced;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * How far the rollups have counted, as this node has heard, and when it heard each of the last steps: enough to say for
 * how long an answer has been overtaken. Hints of nodes that lag behind do not turn it back.
 */
final class Generation {
    private static final int REMEMBERED = 64;

    private final Deque<Step> newestFirst = new ArrayDeque<>();
    private String epoch = "";

    private record Step(long seq, Instant heard) {}

    /** What a hint said. */
    enum Move {
        NOTHING_NEW,
        FORWARD,
        /** The database is another one: no answer of the former counts. */
        OTHER_DATABASE
    }

    /** Takes a hint. */
    Move hear(RollupsAdvanced hint, Instant now) {
        boolean other = !hint.epoch().equals(epoch);
        if (!other && hint.seq() <= seq()) {
            return Move.NOTHING_NEW;
        }
        if (other) {
            newestFirst.clear();
            epoch = hint.epoch();
        }
        newestFirst.addFirst(new Step(hint.seq(), now));
        if (newestFirst.size() > REMEMBERED) {
            newestFirst.removeLast();
        }
        return other ? Move.OTHER_DATABASE : Move.FORWARD;
    }

    /** False until the analytics have spoken. */
    boolean known() {
        return !newestFirst.isEmpty();
    }

    /** The life of the database; empty while nothing is known. */
    String epoch() {
        return epoch;
    }

    /** Number of the newest counted event, -1 while nothing is known. */
    long seq() {
        return known() ? newestFirst.getFirst().seq() : -1;
    }

    /**
     * When this node heard of the first event that an answer lacks; for one that is more than the remembered steps behind,
     * a later time.
     *
     * @param seq up to which events are in the answer
     * @return empty if it lacks none
     */
    Optional<Instant> overtakenSince(long seq) {
        Instant since = null;
        Iterator<Step> steps = newestFirst.iterator();
        Step step = steps.hasNext() ? steps.next() : null;
        while (step != null && step.seq() > seq) {
            since = step.heard();
            step = steps.hasNext() ? steps.next() : null;
        }
        return Optional.ofNullable(since);
    }
}
