package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.plan.Direction;
import io.signalroom.parse.plan.Market;
import io.signalroom.parse.plan.PlanReader;
import io.signalroom.parse.plan.Price;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.ParsedSignal;
import java.util.ArrayList;
import java.util.List;

/** Splits a post with several calls at the lines that name another coin. */
public final class Blocks {
    /** Calls read from one post at most. */
    private static final int MAX_CALLS = 20;

    private static final double SURE = 0.5;

    private Blocks() {}

    /** The calls of a post: several if it holds several whole ones, else one; empty if it holds none. */
    public static List<ParsedSignal> read(Findings found) {
        List<ParsedSignal> several = several(found);
        if (!several.isEmpty()) {
            return several;
        }
        ParsedSignal call = TradeGrammar.read(found);
        return call == null ? List.of() : List.of(call);
    }

    private static List<ParsedSignal> several(Findings found) {
        Page page = found.page();
        List<Integer> starts = starts(page);
        if (starts.size() < 2) {
            return List.of();
        }
        List<ParsedSignal> calls = new ArrayList<>(starts.size());
        Price leverage = lastLeverage(page);
        int from = starts.get(0);
        for (int k = 0; k < Math.min(starts.size(), MAX_CALLS); k++) {
            int to = k + 1 < starts.size() ? starts.get(k + 1) : page.size();
            ParsedSignal call = TradeGrammar.read(Findings.of(page.part(from, to), found.vocabulary(), null), leverage);
            boolean whole = call != null && priced(call);
            if (!whole && k > 0) {
                return List.of();
            }
            from = to;
            if (whole) {
                calls.add(call);
            }
        }
        return calls.size() > 1 ? calls : List.of();
    }

    /** The leverage on a last line of its own, which all calls share: "both 10x"; null if there is none. */
    private static Price lastLeverage(Page page) {
        int end = page.size();
        while (end > 0 && page.get(end - 1).is(Kind.NEWLINE)) {
            end--;
        }
        int start = end == 0 ? 0 : page.lineStart(end - 1);
        for (int i = start; i < end; i++) {
            Token token = page.get(i);
            boolean plan = token.is(Role.SIDE) || token.is(Role.ENTRY) || token.is(Role.TARGET) || token.is(Role.STOP);
            if (plan || token.is(Kind.PAIR) || token.tagged()) {
                return null;
            }
        }
        Page line = page.part(start, end);
        return start == 0
                ? null
                : PlanReader.read(line, Direction.of(line), Market.UNKNOWN).leverage();
    }

    private static boolean priced(ParsedSignal call) {
        boolean entry = !call.fields().entries().isEmpty() || call.fields().entryMarket();
        boolean exit = !call.fields().targets().isEmpty()
                || !call.fields().targetsPercent().isEmpty()
                || call.fields().stopLoss() != null;
        return entry && exit;
    }

    /** Beginnings of the lines whose first coin differs from the block's before. */
    private static List<Integer> starts(Page page) {
        List<Integer> starts = new ArrayList<>();
        String current = null;
        int line = 0;
        boolean seen = false;
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Kind.NEWLINE)) {
                line = i + 1;
                seen = false;
            } else if (!seen && (token.is(Kind.PAIR) || token.asset() != null || token.tagged())) {
                Subject subject = SubjectGrammar.at(page, i);
                if (subject != null && subject.score() >= SURE) {
                    seen = true;
                    if (!subject.symbol().equals(current)) {
                        starts.add(current == null ? 0 : line);
                        current = subject.symbol();
                    }
                }
            }
        }
        return starts;
    }
}
