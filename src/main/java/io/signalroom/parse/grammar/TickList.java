package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.vocab.Role;

/** A list of prices, or of bare numbers of targets, with ticks behind or before those that were reached. */
final class TickList {
    /** Longest label of one target: {@code ST1}, {@code #TP4}. */
    private static final int LABEL = 4;

    private final Page page;
    private int prices;
    private int ticked;
    private int numbered;
    private int led;
    private int ledNumber;
    private Token ledFirst;
    private boolean bare;
    private boolean open;
    private Token first;

    private TickList(Page page) {
        this.page = page;
    }

    /** @param assumed true if the post is known to tell news, so that a tick before each price is no bullet */
    static TickList of(Page page, boolean assumed) {
        TickList list = new TickList(page);
        for (int from = 0; from < page.size() && page.has(Role.TICK); ) {
            int to = page.lineEnd(from);
            if (list.lists(from, to)) {
                list.line(from, to);
            }
            from = to + 1;
        }
        if (assumed || list.bare) {
            list.ticked += list.led;
            list.numbered = Math.max(list.numbered, list.ledNumber);
            list.first = list.first == null ? list.ledFirst : list.first;
        }
        return list;
    }

    /** True unless the line belongs to the entry or the stop, or is prose. */
    private boolean lists(int from, int to) {
        boolean target = false;
        int words = 0;
        int ticks = 0;
        for (int i = from; i < to; i++) {
            Token token = page.get(i);
            if (token.is(Role.ENTRY) || token.is(Role.STOP)) {
                return false;
            }
            target |= token.is(Role.TARGET)
                    || (token.is(Role.ICON) && "TARGET".equals(token.term().value()));
            ticks += token.is(Role.TICK) ? 1 : 0;
            words += token.unknown() && token.end() > token.start() + 1 && label(token) == 0 ? 1 : 0;
        }
        return target || words == 0 || (ticks > 1 && words < ticks);
    }

    /** The number of a target in a label that no list knows: {@code ST1}, {@code #TP4}; 0 for other words. */
    private int label(Token token) {
        char last = page.text().at(token.end() - 1);
        int from = token.tagged() ? token.start() + 1 : token.start();
        boolean form = token.unknown() && Letters.digit(last) && token.end() - from <= LABEL;
        return form && Letters.letter(page.text().at(token.end() - 2)) ? last - '0' : 0;
    }

    private void line(int from, int to) {
        boolean leads = page.get(from).is(Role.TICK) && prices(from, to) <= 1;
        boolean any = false;
        for (int i = from; i < to; i++) {
            Token token = page.get(i);
            boolean price = price(token);
            int number = TargetNumber.counting(token) ? token.figure().whole() : label(token);
            if (!price && number == 0) {
                continue;
            }
            prices += price ? 1 : 0;
            if (i + 1 < to && page.get(i + 1).is(Role.TICK)) {
                behind(token, number);
            } else if (leads && !any) {
                before(token, number, prices(from, to) > 0);
            } else if (!leads) {
                open |= price;
                bare |= !any && begins(from, i);
            }
            any = true;
        }
    }

    private static boolean price(Token token) {
        return token.is(Kind.NUMBER) && !TargetNumber.counting(token);
    }

    private int prices(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += price(page.get(i)) ? 1 : 0;
        }
        return count;
    }

    /** True if nothing but a sign or the label of a target stands before on the line. */
    private boolean begins(int from, int i) {
        for (int k = from; k < i; k++) {
            Token token = page.get(k);
            if (!token.is(Role.CROSS) && !token.is(Role.TARGET) && !token.is(Kind.PUNCT)) {
                return false;
            }
        }
        return true;
    }

    private void behind(Token token, int number) {
        numbered = Math.max(numbered, number);
        ticked += number == 0 ? 1 : 0;
        first = first == null ? token : first;
    }

    private void before(Token token, int number, boolean price) {
        led += price ? 1 : 0;
        ledNumber = Math.max(ledNumber, number);
        ledFirst = ledFirst == null ? token : ledFirst;
    }

    /** True if the ticks show progress through a list: several of them, or some prices still open. */
    boolean tells() {
        return ticked > 0 && prices > 1;
    }

    /** How many prices of the list were reached. */
    int reached() {
        return tells() ? ticked : 0;
    }

    /** The highest bare number with a tick; 0 if none. */
    int numbered() {
        return numbered;
    }

    /** True if some prices of the list have no tick. */
    boolean open() {
        return tells() && open;
    }

    /** What the first tick belongs to, or null. */
    Token first() {
        return first;
    }
}
