package io.signalroom.ledger;

import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import java.util.List;
import java.util.Objects;

/** Alert first, levels later: tells an answer that gives the levels which the post before it lacked. */
final class Levels {
    private Levels() {}

    /**
     * The call or alert whose levels a signal gives.
     *
     * @param answers the signals of the post that it answers
     * @return null if it gives none, or the answered post has levels of its own
     */
    static SignalId given(ParsedSignal signal, List<Answered> answers) {
        if (signal.kind() == PostKind.SIGNAL_UPDATE || !in(signal.fields())) {
            return null;
        }
        return answers.stream()
                .filter(a -> !a.rejected() && a.kind() != PostKind.SIGNAL_UPDATE && !in(a.fields()))
                .filter(a -> a.fields().symbol() == null
                        || Objects.equals(a.fields().symbol(), signal.fields().symbol()))
                .findFirst()
                .map(Answered::id)
                .orElse(null);
    }

    /** Whether an entry, a target or a stop is named. */
    private static boolean in(SignalFields fields) {
        return !fields.entries().isEmpty()
                || !fields.targets().isEmpty()
                || !fields.targetsPercent().isEmpty()
                || fields.stopLoss() != null
                || fields.stopLossPercent() != null;
    }
}
