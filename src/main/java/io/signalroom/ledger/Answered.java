package io.signalroom.ledger;

import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.signalroom.signal.SignalState;
import java.util.List;

/**
 * A signal of the post that another post answers.
 *
 * @param id its name
 * @param kind what it is
 * @param fields what it says
 * @param confidence 0 to 1
 * @param claimOf if it is an update, the signal it speaks of as far as that is stored, or null
 * @param rejected whether an operator says that it is none
 */
public record Answered(
        SignalId id, PostKind kind, SignalFields fields, double confidence, SignalId claimOf, boolean rejected) {
    /** As a parent for the parser, without spans. */
    public ParsedSignal parsed() {
        return new ParsedSignal(kind, fields, List.of(), confidence);
    }

    /** The same, speaking of this signal or of none. */
    Answered claiming(SignalId signal) {
        return new Answered(id, kind, fields, confidence, signal, rejected);
    }

    /** One that is stored. */
    public static Answered of(StoredSignal signal) {
        return new Answered(
                signal.id(),
                signal.kind(),
                signal.fields(),
                signal.confidence(),
                signal.links().claimOf(),
                signal.marks().state() == SignalState.REJECTED);
    }

    /**
     * One that is stored together with its answer.
     *
     * @param ordinal position in the post, from 0
     */
    public static Answered of(Waiting version, ParsedSignal signal, int ordinal) {
        SignalId id = StoredSignal.idOf(version.post(), version.at(), ordinal);
        return new Answered(id, signal.kind(), signal.fields(), signal.confidence(), null, false);
    }
}
