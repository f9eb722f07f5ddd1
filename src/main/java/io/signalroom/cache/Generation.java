package io.signalroom.cache;

import io.signalroom.bus.message.RollupsAdvanced;
import java.time.Duration;
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
    /** Longer than a hint is on its way, and than nodes need to see that the database is another one. */
    private static final Duration LINGERING = Duration.ofSeconds(10);

    private final Deque<Step> newestFirst = new ArrayDeque<>();
    private String epoch = "";
    private String left = "";
    private Instant leftAt = Instant.MIN;

    private record Step(long revision, Instant heard) {}

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
        if (!other && hint.revision() <= revision()) {
            return Move.NOTHING_NEW;
        }
        if (hint.epoch().equals(left) && now.isBefore(leftAt.plus(LINGERING))) {
            return Move.NOTHING_NEW;
        }
        if (other) {
            newestFirst.clear();
            left = epoch;
            leftAt = now;
            epoch = hint.epoch();
        }
        newestFirst.addFirst(new Step(hint.revision(), now));
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

    /** Of what answers are made of, as far as this node has heard; -1 while nothing is known. */
    long revision() {
        return known() ? newestFirst.getFirst().revision() : -1;
    }

    /**
     * When this node heard of the first change that an answer lacks; for one that is more than the remembered steps behind,
     * a later time.
     *
     * @param revision of what the answer is made of
     * @return empty if it lacks none
     */
    Optional<Instant> overtakenSince(long revision) {
        Instant since = null;
        Iterator<Step> steps = newestFirst.iterator();
        Step step = steps.hasNext() ? steps.next() : null;
        while (step != null && step.revision() > revision) {
            since = step.heard();
            step = steps.hasNext() ? steps.next() : null;
        }
        return Optional.ofNullable(since);
    }
}
