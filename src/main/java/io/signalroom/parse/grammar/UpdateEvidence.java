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
        if (near(i, Role.ALL, 3) && (near(i, Role.HIT, REACH) || near(i, Role.TICK, REACH))) {
            allTargets = true;
            eventWord = token;
            return;
        }
        int index = index(i);
        mentionedTarget = pricedAfter(i) ? mentionedTarget : Math.max(mentionedTarget, index);
        boolean hit = near(i, Role.HIT, REACH) && !before(i, Role.FORECAST, REACH)
                || tickAfter(i)
                || index > 0 && !pricedAfter(i) && page.has(Role.BREAKEVEN);
        if (hit) {
            targetHit = true;
            highestTarget = Math.max(highestTarget, index);
            eventWord = eventWord == null ? token : eventWord;
        }
    }

    /** The number of the target labelled at {@code i}, from 1; 0 if none is given. */
    private int index(int i) {
        for (int k = i + 1; k <= i + 3 && k < page.size(); k++) {
            Token token = page.get(k);
            if (counting(token)) {
                return token.figure().whole();
            }
            if (token.is(Role.ORDINAL)) {
                return Integer.parseInt(token.term().value());
            }
            if (!token.is(Kind.PUNCT) || token.mark() != '#' && token.mark() != '(') {
                break;
            }
        }
        for (int k = i - 1; k >= Math.max(0, i - 2); k--) {
            Token token = page.get(k);
            if (token.is(Role.ORDINAL)) {
                return Integer.parseInt(token.term().value());
            }
            if (counting(token)) {
                return token.figure().whole();
            }
            if (!token.is(Kind.PUNCT)) {
                break;
            }
        }
        return 0;
    }

    private static boolean counting(Token token) {
        return (token.is(Kind.NUMBER) || token.is(Kind.INDEX)) && token.figure().ordinal();
    }

    private boolean tickAfter(int i) {
        for (int k = i + 1; k <= i + REACH && k < page.size(); k++) {
            Token token = page.get(k);
            if (token.is(Role.TICK)) {
                Token next = page.peek(k + 1);
                return next == null || !next.is(Kind.NUMBER) || next.start() > token.end() + 2;
            }
            if (token.is(Kind.NEWLINE) || token.is(Role.TARGET) || token.is(Role.STOP)) {
                return false;
            }
        }
        return false;
    }

    private boolean pricedAfter(int i) {
        for (int k = i + 1; k <= i + 4 && k < page.size() && !page.get(k).is(Kind.NEWLINE); k++) {
            if (page.get(k).is(Kind.NUMBER) && !counting(page.get(k))) {
                return true;
            }
        }
        return false;
    }

    private void stop(Token token, int i) {
        if (moved(i)) {
            stopMoved = true;
            eventWord = eventWord == null ? token : eventWord;
            return;
        }
        boolean hit = near(i, Role.HIT, 3) && !nearer(i, Role.TARGET);
        boolean crossed = after(i, Role.CROSS, 2) && page.has(Role.LOSS);
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
            if (token.is(Role.BREAKEVEN) || near(i, Role.MOVE, 3) && (token.is(Role.ENTRY) || token.is(Kind.NUMBER))) {
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
        return begins
                        && (object
                                || after != null
                                        && after.is(Role.FILLER)
                                        && after.term().value().isEmpty()
                                        && short_())
                || coin && object;
    }

    private boolean short_() {
        return page.size() <= 20;
    }

    private boolean near(int i, Role role, int reach) {
        return after(i, role, reach) || before(i, role, reach);
    }

    private boolean after(int i, Role role, int reach) {
        for (int k = i + 1; k <= i + reach && k < page.size(); k++) {
            if (page.get(k).is(role)) {
                return true;
            }
            if (page.get(k).is(Kind.NEWLINE)) {
                return false;
            }
        }
        return false;
    }

    private boolean before(int i, Role role, int reach) {
        for (int k = i - 1; k >= Math.max(0, i - reach); k--) {
            if (page.get(k).is(role)) {
                return true;
            }
            if (page.get(k).is(Kind.NEWLINE)) {
                return false;
            }
        }
        return false;
    }

    private boolean nearer(int i, Role role) {
        return after(i, role, 3) || before(i, role, 3);
    }
}
