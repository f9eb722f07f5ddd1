package io.signalroom.analytics.rank;

import io.signalroom.analytics.rank.MeasuredCall.State;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * How many calls there are and where they stand: {@code noData}, {@code waiting}, {@code unfilled}, {@code open} and {@code
 * resolved} add up to {@code calls}.
 *
 * @param calls all
 * @param noData of which no price is known
 * @param waiting not filled yet
 * @param unfilled over before anything was filled
 * @param open filled, and not all closed
 * @param resolved filled and over
 * @param expired those of the resolved that the expiry closed
 * @param edited calls whose post was edited later
 * @param deleted calls whose post was deleted
 */
public record Counts(
        int calls,
        int noData,
        int waiting,
        int unfilled,
        int open,
        int resolved,
        int expired,
        int edited,
        int deleted) {
    /** Counts these calls. */
    static Counts of(Collection<MeasuredCall> calls) {
        return new Counts(
                calls.size(),
                in(calls, State.NO_DATA),
                in(calls, State.WAITING),
                in(calls, State.UNFILLED),
                in(calls, State.OPEN),
                count(calls, MeasuredCall::resolved),
                in(calls, State.EXPIRED),
                count(calls, call -> call.source().edited()),
                count(calls, call -> call.source().deleted()));
    }

    /** How many were filled, open ones too. */
    public int filled() {
        return open + resolved;
    }

    private static int in(Collection<MeasuredCall> calls, State state) {
        return count(calls, call -> call.course().state() == state);
    }

    private static int count(Collection<MeasuredCall> calls, Predicate<MeasuredCall> which) {
        return (int) calls.stream().filter(which).count();
    }
}
