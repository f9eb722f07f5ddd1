package io.signalroom.parse.decide;

import io.signalroom.parse.grammar.Findings;
import io.signalroom.parse.lex.Figure;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.plan.Plan;
import io.signalroom.parse.vocab.Role;

/** Clues that tell talk about the market, boards and adverts from calls. */
final class TalkClues {
    private static final double GREAT = 1e6;
    private static final double GREAT_SCALED = 2e5;

    private final ClueSet clues;
    private final Findings found;
    private final Page page;

    TalkClues(ClueSet clues, Findings found) {
        this.clues = clues;
        this.found = found;
        this.page = found.page();
    }

    void add() {
        int baits = page.count(Role.BAIT);
        clues.add(Shape.BAITS, baits > 1);
        clues.add(Shape.MANY_BAITS, baits > 3);
        clues.add(Shape.BAIT_FIRST, baits > 0 && baitFirst());
        clues.add(Shape.TALK, page.has(Role.ASIDE, "TALK"));
        clues.add(Shape.BOARD, board());
        Plan plan = found.plan();
        int prices = plan.entries().size() + plan.targets().size() + (plan.stop() == null ? 0 : 1);
        clues.add(Shape.STRAY_NUMBERS, page.count(Kind.NUMBER) > 2 * prices + 1);
        boolean quiet = baits == 0 && found.news().event() == null;
        clues.add(Shape.QUIET_PLAN, plan.whole() && quiet);
        clues.add(Shape.BAIT_WITHOUT_PLAN, baits > 0 && plan.parts() < 2);
        clues.add(Shape.MASKED, masked());
        clues.add(Shape.COMMAND, command());
        boolean great = page.has(Kind.NUMBER) && greatAmount();
        clues.add(Shape.GREAT_AMOUNT, great);
        clues.add(Shape.GREAT_NEWS, great && (plan.parts() > 0 || found.news().event() != null));
        if (baits > 0) {
            clues.add(Shape.ASKS, page.question() && clues.baits("ASK"));
            clues.add(Shape.OTHERS_PLAN, plan.parts() > 0 && clues.baits("OTHERS"));
            clues.add(Shape.NOTICE_OF_VENUE, page.has(Role.EXCHANGE) && clues.baits("NOTICE"));
        }
    }

    /** True for {@code A**E} or {@code 2**.50}: two stars right behind a letter or digit that end no bold passage. */
    private boolean masked() {
        boolean bold = false;
        for (int i = 0; i + 1 < page.size() && page.has('*'); i++) {
            if (page.get(i).punct('*') && page.get(i + 1).punct('*')) {
                Token before = page.peek(i - 1);
                boolean behind = before != null && !before.is(Kind.PUNCT) && !before.is(Kind.NEWLINE);
                if (!bold && behind && before.end() == page.get(i).start()) {
                    return true;
                }
                bold = !bold;
                i++;
            }
        }
        return false;
    }

    /** True for {@code /price sol}: a slash behind nothing and right before a word. */
    private boolean command() {
        for (int i = 0; i + 1 < page.size() && page.has('/'); i++) {
            Token slash = page.get(i);
            boolean alone = i == 0
                    || page.get(i - 1).end() < slash.start()
                    || page.get(i - 1).is(Kind.NEWLINE);
            if (alone
                    && slash.punct('/')
                    && page.get(i + 1).is(Kind.WORD)
                    && slash.end() == page.get(i + 1).start()) {
                return true;
            }
        }
        return false;
    }

    /** True for an amount of money that no label says to be a volume or a market cap. */
    private boolean greatAmount() {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Kind.NUMBER) && great(token.figure()) && !measured(i)) {
                return true;
            }
        }
        return false;
    }

    /** A million; less if it is written in thousands, as amounts of money are and prices are not. */
    private static boolean great(Figure figure) {
        return figure.approx() >= (figure.style() == Figure.Style.SCALED ? GREAT_SCALED : GREAT);
    }

    /** True if the number's label, before or behind it, is of something other than money spent. */
    private boolean measured(int i) {
        int label = i - 1;
        while (label >= 0 && page.get(label).is(Kind.PUNCT)) {
            label--;
        }
        Token unit = page.peek(i + 1);
        return measure(page.peek(label)) || measure(unit) || (unit != null && unit.is(Role.COUNTED));
    }

    private static boolean measure(Token token) {
        return token != null
                && (token.is(Role.ASIDE)
                        || token.is(Role.VOLUME)
                        || token.is(Role.MARKET_CAP)
                        || token.is(Role.DILUTED_CAP)
                        || token.is(Role.LIQUIDITY));
    }

    /** True if such words come before the first number. */
    private boolean baitFirst() {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Role.BAIT) || token.is(Kind.NUMBER)) {
                return token.is(Role.BAIT);
            }
        }
        return false;
    }

    /** True for three lines or more that each name a coin with a number, a percentage or a tick. */
    private boolean board() {
        int lines = 0;
        boolean coin = false;
        boolean figure = false;
        for (int i = 0; i <= page.size() && page.count(Kind.NEWLINE) >= 2; i++) {
            Token token = page.peek(i);
            if (token == null || token.is(Kind.NEWLINE)) {
                lines += coin && figure ? 1 : 0;
                coin = false;
                figure = false;
            } else {
                coin |= token.asset() != null || token.is(Kind.PAIR) || token.tagged();
                figure |= token.is(Kind.NUMBER) || token.is(Kind.PERCENT) || token.is(Role.TICK);
            }
        }
        return lines > 2;
    }
}
