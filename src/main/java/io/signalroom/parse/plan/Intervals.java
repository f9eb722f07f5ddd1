package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** The interval of the chart a call is drawn on: "15 Minutes Timeframe", "[4h] ENSUSDT". */
final class Intervals {
    /** Most signs between "timeframe" and its interval. */
    private static final int MAX_SIGNS = 4;

    private final Page page;
    private final Plan plan;
    private final OpenSlot slots;
    private final PriceSlots prices;
    private final Ahead ahead;

    Intervals(Page page, Plan plan, PriceSlots prices) {
        this.page = page;
        this.plan = plan;
        this.prices = prices;
        this.slots = prices.slot();
        this.ahead = new Ahead(page);
    }

    /** "15 Minutes Timeframe", "chart: 4 hours". */
    void interval(int i) {
        Token number = page.peek(i - 1);
        boolean interval =
                number != null && number.is(Kind.NUMBER) && number.figure().ordinal60();
        boolean alone = page.lineEnd(i) - page.lineStart(i) == 2;
        boolean candle = page.get(i).term().value().equals("CHART");
        boolean named = ahead.chart(i + 1) || ahead.chart(i + 2) || ahead.chart(i - 2) || ahead.chart(i - 3);
        boolean chart = alone || candle || header(i) || named;
        if (interval && chart && plan.timeframe == null) {
            plan.timeframe = number;
            plan.timeframeUnit = page.get(i);
        }
        slots.interrupt();
    }

    /** "[15min] ENSUSDT", "TREND BOT | 15 dk": the interval has a cell of the first lines to itself, before any price. */
    private boolean header(int i) {
        Token before = page.peek(i - 2);
        Token after = page.peek(i + 1);
        boolean opens = border(before) || before.punct('[') || before.punct('/');
        boolean closes = border(after) || after.punct(']') || after.is(Kind.PAIR);
        boolean pair = (before != null && before.is(Kind.PAIR) && (closes || after.is(Role.SIDE)))
                || (after != null && after.is(Kind.PAIR));
        return ((opens && closes) || pair) && prices.mentions().isEmpty();
    }

    private static boolean border(Token token) {
        return token == null || token.is(Kind.NEWLINE) || token.punct('|');
    }

    /** A candle named in the stop condition is no timeframe, unless it is called one. */
    void timeframe(Token token, int i) {
        int label = i - 1;
        while (label > i - MAX_SIGNS
                && label > 0
                && (page.get(label).is(Kind.PUNCT) || page.get(label).is(Role.ARROW))) {
            label--;
        }
        boolean called = label >= 0 && page.get(label).is(Role.CHART);
        if ((called || !slots.in(Slot.STOP)) && plan.timeframe == null) {
            plan.timeframe = token;
        }
    }
}
