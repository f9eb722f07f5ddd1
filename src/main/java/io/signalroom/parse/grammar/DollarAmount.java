package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import java.math.BigDecimal;

/** Amounts of dollars beside a label, such as a market capitalisation. */
final class DollarAmount {
    /** How far behind its label an amount may stand, in tokens. */
    private static final int REACH = 8;

    private final Page page;

    DollarAmount(Page page) {
        this.page = page;
    }

    /** Index of the amount of the first label with this role that has one, rather outside a plan; -1 if none has. */
    int of(Role role) {
        int found = of(role, false);
        return found >= 0 ? found : of(role, true);
    }

    private int of(Role role, boolean planned) {
        int before = -1;
        for (int i = 0; i < page.size() && page.has(role); i++) {
            if (page.get(i).is(role) && planned(i) == planned) {
                int found = joined(i);
                found = found < 0 && (ends(i) || trails(i)) ? ahead(i) : found;
                found = found < 0 ? behind(i) : found;
                if (found >= 0) {
                    return found;
                }
                before = before < 0 ? ahead(i) : before;
            }
        }
        return before;
    }

    /** True on a line of entries, targets or stops: they are given as capitalisations, too. */
    private boolean planned(int i) {
        for (int k = page.lineStart(i); k < i; k++) {
            if (page.get(k).is(Role.ENTRY)
                    || page.get(k).is(Role.TARGET)
                    || page.get(k).is(Role.STOP)) {
                return true;
            }
        }
        return false;
    }

    /** The amount in the same place among those behind joined labels: "MC / LP: 58K / 19K"; -1 if not so joined. */
    private int joined(int i) {
        int last = i;
        while (slash(last + 1) && page.peek(last + 2) != null && labels(page.get(last + 2))) {
            last += 2;
        }
        int place = 0;
        for (int k = i; slash(k - 1) && page.peek(k - 2) != null && labels(page.get(k - 2)); k -= 2) {
            place++;
        }
        int value = place + last - i > 0 ? behind(last) : -1;
        for (int k = 0; k < place && value >= 0; k++) {
            value = next(value);
        }
        return value;
    }

    private int next(int value) {
        int at = value + 1;
        while (page.peek(at) != null && page.get(at).is(Kind.PUNCT)) {
            at++;
        }
        return at > value + 1 && page.peek(at) != null && page.get(at).is(Kind.NUMBER) ? at : -1;
    }

    private boolean slash(int i) {
        Token token = page.peek(i);
        return token != null && (token.punct('/') || token.punct('|') || token.punct('&'));
    }

    /** What the amount at {@code i} is worth. Dollars have no third decimal: {@code 56.300} has a thousands point. */
    BigDecimal dollars(int i) {
        Token token = page.get(i);
        BigDecimal value = token.figure().value();
        int power = token.is(Kind.TIMEFRAME) ? 6 : token.figure().style() == Style.POINT_GROUP ? 3 : letter(i + 1);
        BigDecimal scaled = value.movePointRight(power);
        return scaled.stripTrailingZeros().scale() <= 0 ? scaled.setScale(0) : scaled;
    }

    /** The power of ten of a lone letter: {@code 27 K}. */
    private int letter(int i) {
        Token token = page.peek(i);
        if (token == null || !token.is(Kind.WORD) || token.end() - token.start() != 1) {
            return 0;
        }
        return switch (page.text().lowerAt(token.start())) {
            case 'k' -> 3;
            case 'm' -> 6;
            case 'b' -> 9;
            default -> 0;
        };
    }

    /** True if no value of its own follows the label. */
    private boolean ends(int i) {
        Token after = page.peek(i + 1);
        return after == null || after.is(Kind.NEWLINE) || (after.is(Kind.PUNCT) && ".,;)".indexOf(after.mark()) >= 0);
    }

    /** True if labels stand behind their values here: "45k mc 12k liq". */
    private boolean trails(int i) {
        int label = i;
        int value = ahead(i) < 0 ? -1 : behind(i);
        while (value >= 0 && page.peek(value + 1) != null && labels(page.get(value + 1))) {
            label = value + 1;
            value = behind(label);
        }
        return label > i && value < 0;
    }

    /** "100k MC", unless the number belongs to a label before it. */
    private int ahead(int i) {
        Token number = page.peek(i - 1);
        Token before = page.peek(i - 2);
        boolean others = before != null && labels(before) && ahead(i - 2) < 0;
        return !others && number != null && number.is(Kind.NUMBER) ? i - 1 : -1;
    }

    private static boolean labels(Token token) {
        return token.is(Role.MARKET_CAP)
                || token.is(Role.DILUTED_CAP)
                || token.is(Role.LIQUIDITY)
                || token.is(Role.VOLUME)
                || token.is(Role.PRICE);
    }

    private int behind(int i) {
        boolean bracket = false;
        boolean loose = false;
        for (int k = i + 1; k <= i + REACH && k < page.size(); k++) {
            Token token = page.get(k);
            if (token.is(Kind.NUMBER) || token.is(Kind.TIMEFRAME)) {
                return coins(k) || token.figure().value().signum() == 0 || (loose && TargetNumber.counting(token))
                        ? -1
                        : k;
            }
            loose |= token.unknown();
            bracket = token.punct('(') || (bracket && !token.punct(')'));
            boolean small = token.is(Role.FILLER)
                    || token.is(Role.STOPWORD)
                    || token.is(Role.ARROW)
                    || token.is(Role.MARKET)
                    || dollar(token)
                    || (k == i + 1 && token.unknown() && !token.tagged());
            if ((!token.is(Kind.PUNCT) && !small && !bracket) || token.punct('|') || token.punct(';')) {
                return -1;
            }
        }
        return -1;
    }

    /** True if the number counts coins or days: "92,000 TRX". */
    private boolean coins(int k) {
        Token next = page.peek(k + 1);
        return next != null
                && ((next.asset() != null && !dollar(next) && !labels(next))
                        || next.is(Role.DAYS)
                        || next.is(Role.HOURS));
    }

    private static boolean dollar(Token token) {
        return token.is(Role.QUOTE) && token.term().value().contains("USD");
    }
}
