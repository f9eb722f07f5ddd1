package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** What a post says about an earlier signal: which targets were hit, whether it was stopped, closed, cancelled, moved. */
final class UpdateEvidence {
    /** How far around a label its number, ordinal or "hit" may stand, in tokens. */
    private static final int REACH = 6;

    private final Page page;
    private final Nearby around;
    int highestTarget;
    int mentionedTarget;
    boolean targetHit;
    boolean allTargets;
    boolean stopHit;
    boolean bareStop;
    boolean entryFilled;
    boolean closed;
    boolean partial;
    boolean cancelled;
    boolean stopMoved;
    Token closeWord;
    Token eventWord;
    Token newStop;
    Token partialPercent;

    private UpdateEvidence(Page page) {
        this.page = page;
        this.around = new Nearby(page);
    }

    static UpdateEvidence of(Page page) {
        UpdateEvidence evidence = new UpdateEvidence(page);
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.term() != null) {
                evidence.note(token, i);
            }
        }
        return evidence;
    }

    boolean any() {
        return targetHit || allTargets || stopHit || entryFilled || closed || cancelled || stopMoved;
    }

    private void note(Token token, int i) {
        switch (token.term().role()) {
            case TARGET -> target(token, i);
            case STOP -> stop(token, i);
            case ENTRY -> entry(token, i);
            case STOPPED -> {
                stopHit = true;
                eventWord = token;
            }
            case FILLED -> {
                entryFilled = true;
                eventWord = eventWord == null ? token : eventWord;
            }
            case CLOSE -> close(token, i);
            case CANCEL -> {
                cancelled = true;
                eventWord = eventWord == null ? token : eventWord;
            }
            default -> {}
        }
    }

    private void target(Token token, int i) {
        if (around.near(i, Role.ALL, 3) && (around.near(i, Role.HIT, REACH) || around.near(i, Role.TICK, REACH))) {
            allTargets = true;
            eventWord = token;
            return;
        }
        int index = around.index(i);
        mentionedTarget = around.pricedAfter(i) ? mentionedTarget : Math.max(mentionedTarget, index);
        boolean hit = (around.near(i, Role.HIT, REACH) && !around.before(i, Role.FORECAST, REACH))
                || around.tickAfter(i, REACH)
                || (index > 0 && !around.pricedAfter(i) && page.has(Role.BREAKEVEN));
        if (hit) {
            targetHit = true;
            highestTarget = Math.max(highestTarget, index);
            note(token);
        }
    }

    private void entry(Token token, int i) {
        boolean hit = around.after(i, Role.HIT, 3) && !around.before(i, Role.FORECAST, REACH);
        if (hit || around.tickAfter(i, REACH)) {
            entryFilled = true;
            note(token);
        }
    }

    private void note(Token token) {
        eventWord = eventWord == null ? token : eventWord;
    }

    private void stop(Token token, int i) {
        if (moved(i)) {
            stopMoved = true;
            eventWord = eventWord == null ? token : eventWord;
            return;
        }
        boolean named =
                around.before(i, Role.HIT, 2) && !around.before(i, Role.TARGET, 1) && !around.after(i, Role.TARGET, 2);
        boolean hit = named || (around.near(i, Role.HIT, 3) && !around.near(i, Role.TARGET, 3));
        boolean crossed = around.after(i, Role.CROSS, 2) && page.has(Role.LOSS);
        if (hit || crossed) {
            stopHit = true;
            eventWord = eventWord == null ? token : eventWord;
        } else {
            bareStop = true;
        }
    }

    /** Moved to break-even or to the entry, or at all if a word for moving stands beside. */
    private boolean moved(int i) {
        for (int k = i + 1; k <= i + REACH && k < page.size() && !page.get(k).is(Kind.NEWLINE); k++) {
            Token token = page.get(k);
            if (token.is(Role.BREAKEVEN)
                    || (around.near(i, Role.MOVE, 3) && (token.is(Role.ENTRY) || token.is(Kind.NUMBER)))) {
                newStop = token;
                return true;
            }
            if (token.is(Role.TARGET)) {
                return false;
            }
        }
        for (int k = i - 1; k >= Math.max(0, i - 4); k--) {
            if (page.get(k).is(Role.BREAKEVEN)) {
                newStop = page.get(k);
                return true;
            }
        }
        return false;
    }

    private void close(Token token, int i) {
        if ("MAYBE".equals(token.term().value()) && !imperative(i)) {
            return;
        }
        if ("PART".equals(token.term().value()) && !portion(i)) {
            return;
        }
        for (int k = Math.max(0, i - 3); k <= i + 3 && k < page.size(); k++) {
            Token near = page.get(k);
            if (near.is(Kind.PERCENT)
                    && near.mark() == Token.NONE
                    && near.figure().approx() <= 100) {
                partial = near.figure().approx() < 100;
                partialPercent = near;
            }
            partial |= near.is(Role.HALF);
        }
        closed = true;
        closeWord = token;
    }

    /** "Take 50 %", "sold half". */
    private boolean portion(int i) {
        Token next = page.peek(i + 1);
        return (next != null && next.is(Kind.PERCENT)) || around.after(i, Role.HALF, 3);
    }

    /** "Close LTC now" and "closing 50 %", but not "the weekly close". */
    private boolean imperative(int i) {
        Token before = page.peek(i - 1);
        Token after = page.peek(i + 1);
        boolean begins = before == null
                || before.is(Kind.NEWLINE)
                || before.is(Kind.PUNCT)
                || before.is(Role.TICK)
                || before.is(Role.CROSS);
        boolean object = after != null
                && (after.is(Kind.PERCENT)
                        || after.is(Kind.PAIR)
                        || after.asset() != null
                        || after.tagged()
                        || after.is(Role.HALF)
                        || after.is(Role.MARKET)
                        || after.is(Role.ALL)
                        || after.is(Role.SIDE));
        boolean coin = before != null && (before.asset() != null || before.is(Kind.PAIR));
        return (begins
                        && (object
                                || (after != null
                                        && after.is(Role.FILLER)
                                        && after.term().value().isEmpty()
                                        && brief())))
                || (coin && object);
    }

    private boolean brief() {
        return page.size() <= 20;
    }
}
