package io.signalroom.parse.decide;

import io.signalroom.parse.grammar.Findings;
import io.signalroom.parse.grammar.Subject;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.plan.Direction;
import io.signalroom.parse.plan.Geometry;
import io.signalroom.parse.plan.Plan;
import io.signalroom.parse.plan.Plan.Basis;
import io.signalroom.parse.vocab.Role;

/** Clues in coins, direction and prices. */
final class PlanClues {
    private static final int BESIDE = 3;
    /** Tokens of an alert at most, whose levels come later. */
    private static final int MOST_OF_ALERT = 16;

    private final ClueSet clues;
    private final Findings found;
    private final Page page;
    private final Plan plan;
    private boolean directionField;
    private boolean fits;

    PlanClues(ClueSet clues, Findings found) {
        this.clues = clues;
        this.found = found;
        this.page = found.page();
        this.plan = found.plan();
    }

    void add() {
        coins(found.subject(), found.sureCoins());
        direction(found.direction());
        fields();
        if (!found.ended()) {
            parts();
            entry(plan.basis());
            fit();
            call();
        }
    }

    private void coins(Subject subject, int sure) {
        double score = subject == null ? 0 : subject.score();
        clues.add(
                score == 0
                        ? Shape.NO_COIN
                        : score < 0.5
                                ? Shape.VAGUE_COIN
                                : score < 0.7 ? Shape.LIKELY_COIN : score < 1 ? Shape.SURE_COIN : Shape.PAIR);
        clues.add(Shape.TWO_COINS, sure == 2);
        clues.add(Shape.THREE_COINS, sure == 3);
        clues.add(Shape.MANY_COINS, sure > 3);
    }

    private void direction(Direction direction) {
        clues.add(Shape.LONG_SHORT, direction.longOrShort());
        clues.add(Shape.BUY_SELL, direction.buyOrSell());
        clues.add(Shape.BOTH_WAYS, direction.bothWays());
        Subject subject = found.subject();
        boolean beside = false;
        for (int i = subject == null ? page.size() : Math.max(0, subject.at() - BESIDE);
                i < page.size() && i <= subject.at() + BESIDE;
                i++) {
            beside |= page.get(i).is(Role.SIDE);
        }
        clues.add(Shape.COIN_BESIDE_DIRECTION, beside);
    }

    private void fields() {
        int fields = 0;
        boolean side = false;
        for (int i = 1; i < page.size() && (page.has(':') || page.has('=')); i++) {
            Token token = page.get(i);
            boolean colon = token.punct(':') || token.punct('=');
            Token next = colon ? page.peek(i + 1) : null;
            side |= next != null && next.is(Role.SIDE);
            fields += colon && i - page.lineStart(i) <= 3 ? 1 : 0;
        }
        directionField = side;
        clues.add(Shape.DIRECTION_FIELD, side);
        clues.add(Shape.CARD, fields > 2);
    }

    private void parts() {
        clues.add(
                switch (plan.parts()) {
                    case 0 -> Shape.PLAN_NONE;
                    case 1 -> Shape.PLAN_1_PART;
                    case 2 -> Shape.PLAN_2_PARTS;
                    default -> Shape.PLAN_3_PARTS;
                });
        clues.add(Shape.PLAN_LABELLED, plan.whole() && plan.assumed() == 0 && plan.basis() == Basis.LABEL);
        clues.add(Shape.TARGETS, plan.targets().size() > 1);
        clues.add(Shape.TARGET_PERCENTS, !plan.targetPercents().isEmpty());
        clues.add(Shape.STOP_PRICE, plan.stop() != null);
        clues.add(Shape.STOP_PERCENT, plan.stopPercent() != null);
        clues.add(Shape.LEVERAGE, plan.leverage() != null);
        clues.add(Shape.ASSUMED, plan.assumed() == 1);
        clues.add(Shape.ASSUMED_MANY, plan.assumed() > 1);
        clues.add(Shape.TICKED_TARGETS, plan.tickedTargets() > 0);
    }

    private void entry(Basis basis) {
        switch (basis) {
            case LABEL -> clues.add(Shape.ENTRY_LABELLED);
            case CALLED -> clues.add(Shape.ENTRY_CALLED);
            case HEAD -> clues.add(Shape.ENTRY_HEAD);
            case LOOSE -> clues.add(Shape.ENTRY_LOOSE);
            case ASSUMED -> clues.add(Shape.ENTRY_ASSUMED);
            case NONE -> {}
        }
        clues.add(Shape.ENTRY_MARKET, plan.market() != null && plan.entries().isEmpty());
    }

    private void fit() {
        if (plan.parts() < 2) {
            return;
        }
        double fit = Geometry.fit(plan.bullish(), plan.entries(), plan.targets(), plan.stop());
        fits = fit == 1;
        clues.add(fits ? Shape.FITS : fit > 0.5 ? Shape.PARTLY_FITS : Shape.UNFIT);
    }

    /** True if a sentence that asks also names the coin, a direction, a label of prices or news. */
    private boolean asked() {
        int from = 0;
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.punct('?') && ofCall(from, i)) {
                return true;
            }
            from = ends(token) ? i + 1 : from;
        }
        return false;
    }

    private static boolean ends(Token token) {
        return token.is(Token.Kind.NEWLINE) || token.punct('.') || token.punct('!') || token.punct('?');
    }

    private boolean ofCall(int from, int to) {
        for (int i = from; i < to; i++) {
            Token token = page.get(i);
            boolean label = token.is(Role.ENTRY) || token.is(Role.TARGET) || token.is(Role.STOP);
            boolean news = token.is(Role.HIT) || token.is(Role.STOPPED) || token.is(Role.CLOSE);
            boolean coin = found.subject() != null && found.subject().at() == i;
            if (label || news || coin || token.is(Role.SIDE)) {
                return true;
            }
        }
        return false;
    }

    private void call() {
        Subject subject = found.subject();
        boolean named = subject != null && subject.score() >= 0.5;
        boolean call = named && found.direction().stated() && plan.hasEntry() && (plan.hasTargets() || plan.hasStop());
        clues.add(Shape.CALL, call);
        boolean whole = call && fits && plan.whole();
        boolean asked = page.question() && asked();
        clues.add(Shape.ASKED_ASIDE, page.question() && !asked);
        clues.add(Shape.NEWS_ASKED, asked && found.news().event() != null);
        clues.add(Shape.SOUND_CALL, whole && !asked && found.news().event() == null);
        clues.add(Shape.CALL_ASKED, call && asked);
        boolean order = named && found.direction().stated() && plan.hasEntry();
        clues.add(Shape.COIN_AND_ENTRY, named && plan.hasEntry() && plan.basis() == Basis.LABEL);
        clues.add(Shape.COIN_AND_ORDER, order);
        clues.add(Shape.COIN_AND_LEVERAGE, order && plan.leverage() != null);
        boolean alert = named && found.direction().stated() && page.has(Role.MARKET) && page.size() <= MOST_OF_ALERT;
        clues.add(Shape.ALERT, alert && !page.question());
        clues.add(Shape.ALERT_ASKED, alert && page.question());
        clues.add(Shape.CARD_CALL, order && directionField);
    }
}
