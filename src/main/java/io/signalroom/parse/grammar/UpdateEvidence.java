package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.SignalEvent;

/** What a post says about an earlier signal: targets hit, stopped, closed, cancelled, entered, its stop moved. */
public final class UpdateEvidence {
    int highestTarget;
    int mentionedTarget;
    /** Highest target that a later event came after: "stopped after TP1". */
    int passedTarget;

    boolean targetHit;
    boolean allTargets;
    boolean stopHit;
    boolean bareStop;
    boolean entryFilled;
    boolean closed;
    boolean partial;
    /** Said to be closed as a whole, whatever share was taken before. */
    boolean whole;

    /** A token call that ran, told by its gain alone. */
    boolean ran;

    /** Some prices of a list are ticked, others not. */
    boolean underway;

    boolean cancelled;
    /** Said to have happened before the entry. */
    boolean early;

    boolean stopMoved;
    Token closeWord;
    Token eventWord;
    Token newStop;
    Token partialPercent;

    UpdateEvidence() {}

    /**
     * The news on this page, as far as it is told plainly: conditions, forecasts and what a plan orders are none.
     *
     * @param subject the surest coin, or null
     * @param parent signal that the post answers, or null
     */
    static UpdateEvidence of(Page page, Subject subject, ParsedSignal parent) {
        boolean named = (subject != null && subject.score() >= Findings.SURE) || parent != null;
        return new UpdateReader(page, false).plain(named);
    }

    /** The likeliest news on a page that is known to tell some. */
    public static UpdateEvidence assumed(Page page) {
        return new UpdateReader(page, true).likely();
    }

    /** Remembers the first word that tells news. */
    void tell(Token word) {
        eventWord = eventWord == null ? word : eventWord;
    }

    /** True if it tells anything. */
    public boolean any() {
        return targetHit || allTargets || stopHit || entryFilled || closed || cancelled || stopMoved;
    }

    /** The event told, by the precedence of the labelling rules; null if none. */
    public SignalEvent event() {
        if (cancelled && !(stopHit && !early)) {
            return SignalEvent.CANCELLED;
        }
        if (stopHit) {
            return SignalEvent.STOP_HIT;
        }
        if (allTargets) {
            return SignalEvent.ALL_TARGETS_HIT;
        }
        if (closed && (whole || !partial) && !(targetHit && maybe())) {
            return SignalEvent.CLOSED;
        }
        if (targetHit) {
            return SignalEvent.TARGET_HIT;
        }
        if (closed) {
            return SignalEvent.PARTIAL_CLOSED;
        }
        return entryFilled ? SignalEvent.ENTRY_FILLED : stopMoved ? SignalEvent.STOP_MOVED : null;
    }

    private boolean maybe() {
        return closeWord != null && "MAYBE".equals(closeWord.term().value());
    }

    /** Highest target said to be hit, from 1; 0 if none is numbered. */
    public int highestTarget() {
        return highestTarget;
    }

    /** True if a token call is said to have run so many percent. */
    public boolean ran() {
        return ran;
    }

    /** True if some prices of a list are ticked and others are still open. */
    public boolean underway() {
        return underway;
    }

    /** True if a stop is named without saying what became of it. */
    public boolean bareStop() {
        return bareStop;
    }
}
