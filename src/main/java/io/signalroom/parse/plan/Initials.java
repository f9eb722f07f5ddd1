package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.vocab.Role;

/** Labels shorter than a word: pictures and single letters right before a number. */
final class Initials {
    private final Page page;
    private final OpenSlot slots;
    private final Ahead ahead;

    Initials(Page page, OpenSlot slots) {
        this.page = page;
        this.slots = slots;
        this.ahead = new Ahead(page);
    }

    /** A picture labels a number right behind it, also at the start of the next line. */
    void icon(Token token, int i, boolean fresh) {
        boolean glued = Letters.digit(page.text().at(token.end()));
        boolean word = Letters.letter(page.text().at(token.start()));
        Token behind = page.peek(i + 1);
        boolean tail = !word && !fresh && behind != null && behind.is(Kind.NEWLINE); // "gold, sell 🥇"
        if (tail || (word && !fresh && !glued && !ahead.colon(i) && !ahead.clause(i))) {
            return;
        }
        if (token.is(Role.CROSS) && token.term().value().isEmpty() && !fresh) {
            slots.interrupt();
            return;
        }
        if (valued(i)) {
            open(token);
        }
    }

    /** True if a number or percentage follows within three tokens. */
    private boolean valued(int i) {
        int at = i + 1;
        while (at <= i + 3 && at < page.size() && !page.get(at).is(Kind.NUMBER) && ahead.separates(page.get(at))) {
            at++;
        }
        Token next = page.peek(at);
        return next != null && (next.is(Kind.NUMBER) || next.is(Kind.PERCENT));
    }

    private void open(Token token) {
        switch (token.term().value()) {
            case "ENTRY" -> slots.open(Slot.ENTRY);
            case "ADD" -> slots.open(Slot.ADD);
            case "TARGET" -> slots.openList(Slot.TARGET);
            case "STOP" -> slots.open(Slot.STOP);
            case "LEVERAGE" -> slots.open(Slot.LEVERAGE);
            default -> {
                if (token.is(Role.CROSS)) {
                    slots.open(Slot.STOP); // "❌ 0.829" at the start of a line
                }
            }
        }
    }

    /** Lines that begin with a bare {@code E}, {@code T}, {@code S}, or the initial of another word for target. */
    boolean letter(Token token, int i) {
        int length = token.end() - token.start();
        boolean numbered = length == 2 && Letters.digit(page.text().at(token.end() - 1));
        boolean en =
                length == 2 && page.text().slice(token.start(), token.end()).equals("EN");
        if (length > 1 && !(numbered && (ahead.colon(i) || ahead.priced(i))) && !en) {
            return false;
        }
        char written = page.text().at(token.start());
        char initial = ahead.colon(i) ? Character.toUpperCase(written) : written;
        if (initial == 'E' || (initial == 'G' && ahead.colon(i))) {
            slots.open(Slot.ENTRY);
        } else if (initial == 'S') {
            slots.open(Slot.STOP);
        } else if ((initial == 'L' || initial == 'X') && ahead.colon(i)) {
            slots.open(Slot.LEVERAGE);
        } else if (initial == 'T' || ("OAZCH".indexOf(initial) >= 0 && ahead.colon(i))) {
            slots.open(Slot.TARGET);
        } else {
            return false;
        }
        return true;
    }
}
