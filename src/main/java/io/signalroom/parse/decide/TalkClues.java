package io.signalroom.parse.decide;

import io.signalroom.parse.grammar.Findings;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.plan.Plan;
import io.signalroom.parse.vocab.Role;

/** Clues that tell talk about the market, boards and adverts from calls. */
final class TalkClues {
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
        clues.add(Shape.QUIET_PLAN, plan.parts() == 3 && quiet);
        clues.add(Shape.BAIT_WITHOUT_PLAN, baits > 0 && plan.parts() < 2);
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
