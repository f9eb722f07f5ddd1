package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalEvent;
import java.math.BigDecimal;

/** Reads news about a signal given earlier. */
public final class UpdateGrammar {
    private UpdateGrammar() {}

    /** The news found, the likeliest if none is told plainly; null if there is none at all. */
    public static ParsedSignal read(Findings found) {
        UpdateEvidence news = news(found);
        SignalEvent event = news.event();
        Subject coin = UpdateCoin.of(found);
        event = event == null && coin != null ? SignalEvent.TARGET_HIT : event;
        return event == null ? null : draft(found, news, event, coin, found.parent());
    }

    /** What is told plainly; else what is likely. An order about the stop often follows a target that was reached. */
    private static UpdateEvidence news(Findings found) {
        UpdateEvidence told = found.news();
        SignalEvent event = told.event();
        boolean order = event == SignalEvent.STOP_MOVED || event == SignalEvent.PARTIAL_CLOSED;
        boolean entered = event == SignalEvent.ENTRY_FILLED && found.page().has(Role.CANCEL);
        if (event != null && !order && !entered) {
            return told;
        }
        UpdateEvidence likely = UpdateEvidence.assumed(found.page());
        boolean reached = likely.event() == SignalEvent.TARGET_HIT && likely.highestTarget() > 0;
        if (entered) {
            return likely.event() == SignalEvent.CANCELLED ? likely : told;
        }
        boolean outcome =
                likely.event() == SignalEvent.CLOSED || (likely.event() == SignalEvent.STOP_HIT && likely.closed);
        boolean whole = event == SignalEvent.PARTIAL_CLOSED && outcome;
        boolean shared = event == SignalEvent.STOP_MOVED && likely.event() == SignalEvent.PARTIAL_CLOSED;
        return event == null || whole || shared || (reached && earlier(likely.eventWord, told)) ? likely : told;
    }

    private static boolean earlier(Token word, UpdateEvidence order) {
        Token other = order.eventWord == null ? order.closeWord : order.eventWord;
        return word != null && (other == null || word.start() < other.start());
    }

    private static ParsedSignal draft(
            Findings found, UpdateEvidence e, SignalEvent event, Subject subject, ParsedSignal parent) {
        Page page = found.page();
        Draft draft = new Draft(page.text(), PostKind.SIGNAL_UPDATE);
        double sure = subject != null && subject.score() >= Findings.SURE ? 0.9 : parent != null ? 0.75 : 0.6;
        if (subject != null) {
            draft.fields.symbol(subject.symbol()).quote(subject.quote());
            draft.mark("symbol", 0, subject.start(), subject.end(), subject.score());
        } else if (parent != null) {
            draft.fields.symbol(parent.fields().symbol()).quote(parent.fields().quote());
        }
        Token word = e.eventWord == null ? e.closeWord : e.eventWord;
        draft.mark("event", word, sure).fields.event(event);
        int index = index(e, event);
        if (index > 0) {
            draft.mark("targetIndex", word, sure).fields.targetIndex(index);
        }
        profit(page, e, event, draft);
        circumstances(found, draft);
        stop(e, draft);
        if (e.partialPercent != null && e.partial) {
            draft.mark("partialClose", e.partialPercent, sure)
                    .fields
                    .partialClose(e.partialPercent.figure().value());
        }
        return draft.done(sure);
    }

    /** The highest target reached; a cancelled trade reached none, whatever the price did. */
    private static int index(UpdateEvidence e, SignalEvent event) {
        return switch (event) {
            case CANCELLED -> 0;
            case CLOSED -> e.highestTarget > 0 ? e.highestTarget : e.mentionedTarget;
            case STOP_HIT -> Math.max(e.targetHit ? e.highestTarget : 0, e.passedTarget);
            default -> e.targetHit ? e.highestTarget : 0;
        };
    }

    private static void circumstances(Findings found, Draft draft) {
        Place exchange = Place.exchange(found.page(), found.vocabulary());
        if (exchange != null) {
            draft.mark("exchange", 0, exchange.start(), exchange.end(), 0.8);
            draft.fields.exchange(exchange.name());
        }
        draft.fields.leverage(draft.value("leverage", found.plan().leverage(), 0.8));
    }

    private static void stop(UpdateEvidence e, Draft draft) {
        if (!e.stopMoved) {
            return;
        }
        draft.mark("stopMoved", e.newStop == null ? e.eventWord : e.newStop, 0.8)
                .fields
                .stopMoved(true);
        if (e.newStop != null && !e.newStop.is(Role.TARGET)) {
            draft.mark("newStop", e.newStop, 0.8);
            draft.fields.newStop(
                    e.newStop.is(Kind.NUMBER) ? e.newStop.figure().value().toPlainString() : "ENTRY");
        }
    }

    private static void profit(Page page, UpdateEvidence e, SignalEvent event, Draft draft) {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            boolean plain = token.mark() == Token.NONE;
            boolean part = event == SignalEvent.PARTIAL_CLOSED || (e.partial && event != SignalEvent.CLOSED);
            boolean named = e.partialPercent == null && page.has(Role.HALF);
            boolean share = part && (!named || round(token));
            boolean size = event == SignalEvent.ENTRY_FILLED && !beside(page, i);
            boolean rest = plain && ((share && !gain(page, i)) || size);
            boolean targets = page.peek(i + 2) != null && page.get(i + 2).is(Role.TARGET) && plain;
            if (token.is(Kind.PERCENT) && token != e.partialPercent && !rest && !targets) {
                boolean loss = token.mark() == '-'
                        || (token.mark() != '+'
                                && (lossBefore(page, i) || (event == SignalEvent.STOP_HIT && !page.has(Role.PROFIT))));
                BigDecimal value = token.figure().value();
                draft.mark("profitPercent", token, 0.8).fields.profitPercent(loss ? value.negate() : value);
                return;
            }
        }
    }

    /** True for the percentages that shares mostly have: 25, 50. */
    private static boolean round(Token token) {
        return token.figure() != null
                && token.figure().approx() >= 20
                && token.figure().approx() % 5 == 0;
    }

    /** True if the percentage is called a gain or a loss: beside a share that was closed, others tell what is left. */
    private static boolean gain(Page page, int i) {
        for (int k = Math.max(0, i - 3); k <= i + 2 && k < page.size(); k++) {
            Token token = page.get(k);
            boolean aside = token.is(Role.ASIDE) && !token.term().value().equals("TALK");
            if (token.is(Role.PROFIT) || token.is(Role.LOSS) || aside || token.is(Role.UP) || token.is(Role.DOWN)) {
                return true;
            }
        }
        return false;
    }

    /** True if a word for profit or loss stands right beside. */
    private static boolean beside(Page page, int i) {
        for (int k = Math.max(0, i - 2); k <= i + 1 && k < page.size(); k++) {
            if (page.get(k).is(Role.PROFIT) || page.get(k).is(Role.LOSS)) {
                return true;
            }
        }
        return false;
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
