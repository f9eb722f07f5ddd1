package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.signal.ParsedSignal;
import java.util.ArrayList;
import java.util.List;

/** Splits a post with several calls at the lines that name another coin. */
public final class Blocks {
    /** Calls read from one post at most. */
    private static final int MAX_CALLS = 20;

    private static final double SURE = 0.7;

    private Blocks() {}

    /** The calls of a post that holds several whole ones; empty if it doesn't. */
    public static List<ParsedSignal> read(Page page) {
        List<Integer> starts = starts(page);
        if (starts.size() < 2) {
            return List.of();
        }
        List<ParsedSignal> calls = new ArrayList<>(starts.size());
        for (int k = 0; k < Math.min(starts.size(), MAX_CALLS); k++) {
            int to = k + 1 < starts.size() ? starts.get(k + 1) : page.size();
            ParsedSignal call = TradeGrammar.read(page.part(starts.get(k), to), null);
            if (call == null || !priced(call)) {
                return List.of();
            }
            calls.add(call);
        }
        return calls;
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
