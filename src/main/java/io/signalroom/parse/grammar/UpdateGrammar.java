package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalEvent;
import java.math.BigDecimal;
import java.util.List;

/** Reads news about a signal given earlier. */
public final class UpdateGrammar {
    /** Longest post without a coin, in tokens, that is taken for a reply. */
    private static final int REPLY = 24;
    /** The same for one that closes or cancels, which also advice and adverts do. */
    private static final int TERSE_REPLY = 7;
    /** Coins named this surely count when several trades are told apart. */
    private static final double SURE = 0.6;

    private UpdateGrammar() {}

    /**
     * The news on this page.
     *
     * @param parent signal that the post answers; may be null
     * @return null if the page is no update
     */
    public static ParsedSignal read(Page page, ParsedSignal parent) {
        if (!mayTell(page)) {
            return null;
        }
        UpdateEvidence evidence = UpdateEvidence.of(page);
        boolean bare = !evidence.any() && evidence.bareStop && plain(page);
        boolean ran = page.has(Role.HIT) && (page.has(Kind.PERCENT) || page.has(Kind.MULTIPLE));
        if ((!evidence.any() && !bare && !ran) || question(page)) {
            return null;
        }
        Subject subject = SubjectGrammar.best(page);
        if (bare) {
            bareStop(page, evidence, subject, parent);
        }
        if (!evidence.any() && !meme(page, evidence, subject)) {
            return null;
        }
        boolean vague = evidence.targetHit && evidence.highestTarget == 0 && page.has(Role.BAIT);
        if (vague || call(page, evidence) || recap(page) || anonymous(page, evidence, subject, parent)) {
            return null;
        }
        return draft(page, evidence, event(evidence), subject, parent);
    }

    private static boolean mayTell(Page page) {
        return page.has(Role.HIT)
                || page.has(Role.TICK)
                || page.has(Role.STOP)
                || page.has(Role.STOPPED)
                || page.has(Role.FILLED)
                || page.has(Role.CLOSE)
                || page.has(Role.CANCEL)
                || page.has(Role.BREAKEVEN);
    }

    /** "SEI: stop" and nothing else that could be a plan. */
    private static void bareStop(Page page, UpdateEvidence evidence, Subject subject, ParsedSignal parent) {
        if ((subject != null && subject.score() >= SURE) || parent != null) {
            evidence.stopHit = true;
            evidence.eventWord = page.first(Role.STOP);
        }
    }

    private static boolean plain(Page page) {
        boolean plan = page.has(Role.TARGET) || page.has(Role.ENTRY) || page.has(Role.SIDE) || page.has(Kind.NUMBER);
        return !plan && page.size() <= REPLY && !gain(page);
    }

    private static boolean gain(Page page) {
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).is(Kind.PERCENT) && page.get(i).mark() != '-') {
                return true;
            }
        }
        return false;
    }

    /** "$X hit +312 %": a token call that ran. */
    private static boolean meme(Page page, UpdateEvidence evidence, Subject subject) {
        boolean named = subject != null && subject.score() >= (page.has(Kind.MULTIPLE) ? 0.5 : 0.7);
        boolean ran = page.has(Role.HIT) && (page.has(Kind.PERCENT) || page.has(Kind.MULTIPLE));
        if (!ran || !named || page.has(Role.BAIT) || page.has(Role.PUMP)) {
            return false;
        }
        evidence.targetHit = true;
        evidence.eventWord = page.first(Role.HIT);
        return true;
    }

    private static boolean question(Page page) {
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).punct('?')) {
                return true;
            }
        }
        return false;
    }

    /** True if the page is a whole plan that merely mentions what to do later. */
    private static boolean call(Page page, UpdateEvidence evidence) {
        Plan plan = PlanReader.read(page, Direction.of(page).bullish());
        if (plan.tickedTargets > 0 || (evidence.stopHit && page.has(Role.LOSS))) {
            return false;
        }
        boolean entry =
                !plan.entries.isEmpty() || (plan.market != null && page.has(Role.ENTRY)) || !plan.headPrices.isEmpty();
        return entry
                && ((plan.hasTargets() && plan.targets.size() + plan.targetPercents.size() > 1)
                        || (plan.hasTargets() && plan.hasStop()));
    }

    /** Results of several trades are no update of one. */
    private static boolean recap(Page page) {
        List<Subject> coins = SubjectGrammar.all(page, SURE);
        int results = 0;
        for (Subject coin : coins) {
            results += result(page, coin.at()) ? 1 : 0;
        }
        return results > 1 || (page.has(Role.BAIT) && coins.size() > 1);
    }

    private static boolean result(Page page, int i) {
        for (int k = page.lineStart(i); k < page.lineEnd(i); k++) {
            Token token = page.get(k);
            boolean sign = token.is(Role.TICK) || token.is(Role.CROSS);
            if (sign || token.is(Role.HIT) || token.is(Role.TARGET) || token.is(Role.STOPPED)) {
                return true;
            }
        }
        return false;
    }

    /** Without a coin or a parent only a short plain line is a reply. */
    private static boolean anonymous(Page page, UpdateEvidence evidence, Subject subject, ParsedSignal parent) {
        if ((subject != null && subject.score() >= 0.5) || parent != null) {
            return false;
        }
        boolean terse = page.size() <= (evidence.closed || evidence.cancelled ? TERSE_REPLY : REPLY);
        return !terse || page.has(Kind.LINK) || page.has(Kind.HANDLE) || page.has(Role.BAIT);
    }

    private static SignalEvent event(UpdateEvidence e) {
        if (e.cancelled) {
            return SignalEvent.CANCELLED;
        }
        if (e.stopHit) {
            return SignalEvent.STOP_HIT;
        }
        boolean whole = e.closed && !e.partial;
        if (whole && !(e.targetHit && maybe(e.closeWord))) {
            return SignalEvent.CLOSED;
        }
        if (e.allTargets) {
            return SignalEvent.ALL_TARGETS_HIT;
        }
        if (e.targetHit) {
            return SignalEvent.TARGET_HIT;
        }
        if (e.closed) {
            return SignalEvent.PARTIAL_CLOSED;
        }
        return e.entryFilled ? SignalEvent.ENTRY_FILLED : SignalEvent.STOP_MOVED;
    }

    private static boolean maybe(Token word) {
        return word != null && "MAYBE".equals(word.term().value());
    }

    private static ParsedSignal draft(
            Page page, UpdateEvidence e, SignalEvent event, Subject subject, ParsedSignal parent) {
        Draft draft = new Draft(page.text(), PostKind.SIGNAL_UPDATE);
        double sure = subject != null && subject.score() >= SURE ? 0.9 : parent != null ? 0.75 : 0.6;
        if (subject != null && subject.score() >= 0.5) {
            draft.fields.symbol(subject.symbol()).quote(subject.quote());
            draft.mark("symbol", 0, subject.start(), subject.end(), subject.score());
        } else if (parent != null) {
            draft.fields.symbol(parent.fields().symbol()).quote(parent.fields().quote());
        }
        draft.mark("event", e.eventWord == null ? e.closeWord : e.eventWord, sure)
                .fields
                .event(event);
        boolean indexed = event == SignalEvent.TARGET_HIT || event == SignalEvent.CLOSED;
        int index = e.highestTarget > 0 ? e.highestTarget : event == SignalEvent.CLOSED ? e.mentionedTarget : 0;
        if (indexed && index > 0) {
            draft.fields.targetIndex(index);
        }
        profit(page, e, event, draft);
        stop(e, draft);
        if (e.partialPercent != null && e.partial) {
            draft.mark("partialClose", e.partialPercent, sure)
                    .fields
                    .partialClose(e.partialPercent.figure().value());
        }
        return draft.done(sure);
    }

    private static void stop(UpdateEvidence e, Draft draft) {
        if (!e.stopMoved) {
            return;
        }
        draft.fields.stopMoved(true);
        if (e.newStop != null) {
            draft.mark("newStop", e.newStop, 0.8);
            draft.fields.newStop(
                    e.newStop.is(Kind.NUMBER) ? e.newStop.figure().value().toPlainString() : "ENTRY");
        }
    }

    private static void profit(Page page, UpdateEvidence e, SignalEvent event, Draft draft) {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Kind.PERCENT) && token != e.partialPercent) {
                boolean loss = token.mark() == '-'
                        || (token.mark() != '+'
                                && (lossBefore(page, i) || (event == SignalEvent.STOP_HIT && !page.has(Role.PROFIT))));
                BigDecimal value = token.figure().value();
                draft.mark("profitPercent", token, 0.8).fields.profitPercent(loss ? value.negate() : value);
                return;
            }
        }
    }

    private static boolean lossBefore(Page page, int i) {
        for (int k = i - 1; k >= Math.max(0, i - 4) && !page.get(k).is(Kind.NEWLINE); k--) {
            if (page.get(k).is(Role.LOSS)) {
                return true;
            }
        }
        return false;
    }
}
