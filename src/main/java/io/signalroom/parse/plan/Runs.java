package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.vocab.Role;
import java.util.ArrayList;
import java.util.List;

/** Runs of numbers that only separators part, and the labels that stand behind them: {@code 2.29 altında stop}. */
final class Runs {
    /** Small words and signs between a number and the label behind it. */
    private static final int REACH = 4;

    private Runs() {}

    /** True if the numbers at tokens {@code from} and {@code to} share a run. */
    static boolean joined(Page page, int from, int to) {
        if (from < 0 || to - from > REACH + 1) {
            return false;
        }
        for (int k = from + 1; k < to; k++) {
            Token token = page.get(k);
            boolean separator = token.is(Kind.PUNCT) && ".!?>".indexOf(token.mark()) < 0;
            boolean line = token.is(Kind.NEWLINE) && alone(page, from) && alone(page, to);
            boolean unit = token.is(Role.FILLER) || token.is(Role.QUOTE) || token.is(Role.SATOSHI);
            boolean share = token.is(Kind.PERCENT)
                    && page.get(k - 1).punct('(')
                    && page.get(to - 1).is(Kind.INDEX);
            boolean index = token.is(Kind.NUMBER) && page.get(k - 1).punct('#'); // "#1 0.2160  #2 0.2085"
            if (!separator && !line && !unit && !share && !index && !token.is(Kind.INDEX)) {
                return false;
            }
        }
        return true;
    }

    /** True if the number at {@code i} has its line to itself. */
    private static boolean alone(Page page, int i) {
        int end = page.lineEnd(i);
        for (int k = page.lineStart(i); k < end; k++) {
            if (k != i
                    && !page.get(k).is(Kind.PUNCT)
                    && !page.get(k).is(Kind.INDEX)
                    && !page.get(k).is(Role.FILLER)) {
                return false;
            }
        }
        return true;
    }

    /** True if only small words part the number at {@code from} from the word at {@code to}. */
    static boolean touch(Page page, int from, int to) {
        for (int k = from + 1; k < to; k++) {
            Token token = page.get(k);
            if (!token.is(Role.FILLER)
                    && !token.is(Role.QUOTE)
                    && !token.is(Role.SATOSHI)
                    && !token.is(Role.ICON)
                    && !talk(token)
                    && !token.punct('$')
                    && !token.punct('=')) {
                return false;
            }
        }
        return to - from <= REACH;
    }

    /** The same numbers, each knowing the label behind its run. */
    static List<Mention> withWordsBehind(Page page, List<Mention> mentions) {
        List<Mention> out = new ArrayList<>(mentions.size());
        int i = 0;
        while (i < mentions.size()) {
            int end = i + 1;
            while (end < mentions.size()
                    && mentions.get(end).run() == mentions.get(i).run()) {
                end++;
            }
            Slot behind = behind(page, mentions.get(end - 1).token());
            for (; i < end; i++) {
                Mention mention = mentions.get(i).followedBy(behind);
                boolean stopped = mention.before() == Slot.STOP && mention.nth() > 0;
                boolean another = behind != Slot.NONE
                        && (stopped || (i == end - 1 && behind != mention.before() && apart(page, mention)));
                out.add(another ? mention.unnamed() : mention);
            }
        }
        return out;
    }

    /** True if two small words part the number from its run: {@code 2.42-2.45 with a 2.53 stop}. */
    private static boolean apart(Page page, Mention mention) {
        int i = mention.token();
        return mention.joint() == Mention.WORD
                && page.get(i - 1).is(Role.FILLER)
                && page.get(i - 2).is(Role.FILLER);
    }

    /** What the label behind the number or percentage at {@code from} says; {@link Slot#NONE} if there is none. */
    static Slot behind(Page page, int from) {
        Token talked = page.peek(from + 1);
        if (talked != null && talk(talked)) {
            Slot label = behind(page, from + 1);
            boolean told = label == Slot.NONE || label == Slot.EXIT || label == Slot.BREAK || label == Slot.HEAD;
            return told ? Slot.ASIDE : label; // "swept the 3180 low"
        }
        boolean bracket = false;
        for (int k = from + 1; k <= from + REACH && k < page.size(); k++) {
            Token token = page.get(k);
            bracket |= token.punct('(');
            Slot slot = slot(token);
            if (slot != Slot.NONE) {
                return ahead(page, k) ? Slot.NONE : slot;
            }
            boolean small = token.is(Role.FILLER)
                    || token.is(Role.QUOTE)
                    || token.is(Role.SATOSHI)
                    || token.is(Role.ARROW)
                    || token.is(Role.ORDINAL)
                    || token.is(Kind.INDEX);
            boolean sign = token.is(Kind.PUNCT) && ",.;|/".indexOf(token.mark()) < 0;
            if (!small && !sign && !(bracket && token.is(Kind.WORD))) {
                return Slot.NONE;
            }
        }
        return Slot.NONE;
    }

    private static boolean talk(Token token) {
        return token.is(Role.ASIDE) && token.term().value().equals("TALK");
    }

    private static Slot slot(Token token) {
        if (token.term() == null) {
            return Slot.NONE;
        }
        return switch (token.term().role()) {
            case ENTRY -> Labels.entry(token);
            case TARGET -> Labels.target(token);
            case STOP -> Slot.STOP;
            case SIDE ->
                switch (token.term().value()) {
                    case "BUY" -> Slot.BUY;
                    case "SELL" -> Slot.SELL;
                    default -> Slot.HEAD;
                };
            case CLOSE -> Slot.EXIT;
            case BREAK -> Slot.BREAK;
            default -> Slot.NONE;
        };
    }

    /** True if the label at {@code i} rather belongs to a number behind it. */
    private static boolean ahead(Page page, int i) {
        Token next = page.peek(i + 1);
        if (closes(page, i) || (next != null && (next.punct(',') || next.punct(';')))) {
            return false;
        }
        for (int k = i + 1; k <= i + 2 && k < page.size(); k++) {
            Token token = page.get(k);
            if (token.is(Kind.NUMBER) || token.is(Kind.PERCENT)) {
                return true;
            }
            if (token.is(Kind.NEWLINE) && k > i + 1) {
                return false;
            }
            boolean colon = token.punct(':') || token.punct('=') || token.punct('-');
            if (colon) {
                return true;
            }
            if (!token.is(Role.FILLER) && !token.is(Kind.PUNCT) && !token.is(Kind.NEWLINE) && !token.is(Kind.INDEX)) {
                return false;
            }
        }
        return false;
    }

    /** True if the label at {@code i} stands behind its number: number and label are a clause of their own. */
    static boolean closes(Page page, int i) {
        Token next = page.peek(behindIndex(page, i));
        boolean ends = next == null || next.is(Kind.NEWLINE) || next.punct(',') || next.punct(';') || next.punct('.');
        return ends && (equals(page, i) || startsWithNumber(page, i));
    }

    /** {@code 5.12 = TP1}. */
    private static boolean equals(Page page, int i) {
        return i > 1 && page.get(i - 1).punct('=') && page.get(i - 2).is(Kind.NUMBER);
    }

    /** Index of the token behind the label at {@code i} and its number: {@code TP 1}, {@code TP-1}, {@code TP#1}. */
    private static int behindIndex(Page page, int i) {
        Token sign = page.peek(i + 1);
        int at = sign != null && (sign.punct('-') || sign.punct('#')) ? i + 2 : i + 1;
        Token number = page.peek(at);
        boolean index = number != null
                && !page.get(i).is(Role.STOP)
                && (number.is(Kind.INDEX)
                        || number.is(Role.ORDINAL)
                        || (number.is(Kind.NUMBER) && number.figure().ordinal()));
        return index ? at + 1 : i + 1;
    }

    private static boolean startsWithNumber(Page page, int i) {
        boolean number = false;
        for (int k = i - 1; k >= 0 && k > i - 12; k--) {
            Token token = page.get(k);
            boolean border = token.is(Kind.NEWLINE) || token.punct(',') || token.punct(';') || token.punct('.');
            if (border) {
                return number;
            }
            boolean picture = token.is(Kind.WORD) && !Letters.letter(page.text().at(token.start()));
            number = token.is(Kind.NUMBER) || token.is(Kind.PERCENT) || (number && picture);
            boolean small = token.is(Kind.PUNCT)
                    || token.is(Kind.INDEX)
                    || token.is(Role.FILLER)
                    || token.is(Role.ORDINAL)
                    || token.is(Role.ARROW)
                    || token.is(Role.QUOTE)
                    || token.is(Role.SATOSHI);
            if (!number && !small && !token.is(Role.TICK) && !token.is(Role.CROSS) && !token.is(Role.ICON)) {
                return false;
            }
        }
        return number;
    }
}
