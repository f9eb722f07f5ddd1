package io.signalroom.parse.layout;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How one post writes its prices. */
final class Numerals {
    private static final List<String> COMMA_LANGUAGES =
            List.of("ru", "uk", "es", "pt", "fr", "de", "it", "pl", "tr", "id", "vi");
    private static final List<String> DOT_THOUSANDS = List.of("es", "pt", "de", "it", "tr", "id");

    private final Form form;
    private final boolean full;
    private final String before;
    private final String after;
    private final boolean unitOnce;
    private final int zero;

    private Numerals(Form form, boolean full, String before, String after, boolean unitOnce, int zero) {
        this.form = form;
        this.full = full;
        this.before = before;
        this.after = after;
        this.unitOnce = unitOnce;
        this.zero = zero;
    }

    /** The looks of a number. */
    enum Form {
        PLAIN,
        COMMA_GROUPS,
        QUOTE_GROUPS,
        DECIMAL_COMMA,
        DOT_GROUPS,
        KILO,
        NO_ZERO,
        SATOSHI,
        SATOSHI_WORD
    }

    /** Plain numbers without a currency, as programs write them. */
    static Numerals plain() {
        return new Numerals(Form.PLAIN, true, "", "", false, '0');
    }

    /** A way that suits the language and is certain for the plan's prices. */
    static Numerals roll(Dice dice, Plan plan, String language, boolean numerals) {
        Form form = dice.pick(forms(dice, plan, language));
        int zero = numerals && dice.chance(45) ? zero(language) : '0';
        String before = "";
        String after = "";
        if (form == Form.SATOSHI_WORD) {
            after = dice.pick(" sats", " Sats", " satoshi", " sat", "sats", " SAT");
        } else if (!plan.bitcoin() && form != Form.KILO && !threeBehind(plan) && dice.chance(18)) {
            before = dice.chance(50) ? "$" : "";
            after = before.isEmpty() ? dice.pick("$", " $", " USDT") : "";
        }
        boolean bare = form == Form.DECIMAL_COMMA || form == Form.DOT_GROUPS;
        return new Numerals(form, bare || dice.chance(60), before, after, dice.chance(35), zero);
    }

    /** True if prices such as 2.480 could with a dollar sign be meant for thousands. */
    private static boolean threeBehind(Plan plan) {
        return plan.decimals() == 3 && plan.anchor().doubleValue() >= 0.9;
    }

    private static List<Form> forms(Dice dice, Plan plan, String language) {
        List<Form> forms = new ArrayList<>(List.of(Form.PLAIN, Form.PLAIN));
        if (plan.bitcoin()) {
            forms.add(Form.SATOSHI);
            forms.add(Form.SATOSHI_WORD);
            return forms;
        }
        double price = plan.anchor().doubleValue();
        boolean comma = COMMA_LANGUAGES.contains(language);
        if (price >= 1000 && !comma) {
            forms.addAll(List.of(Form.COMMA_GROUPS, Form.COMMA_GROUPS));
        } else if (price >= 1000 && language.equals("de") && dice.chance(30)) {
            forms.add(Form.QUOTE_GROUPS);
        }
        boolean clear = plan.decimals() > 0 && plan.decimals() != 3 || price < 0.5;
        if (comma && clear && price < 900) {
            forms.add(Form.DECIMAL_COMMA);
        }
        if (price >= 2000 && plan.decimals() > 0 && plan.decimals() < 3 && DOT_THOUSANDS.contains(language)) {
            forms.add(Form.DOT_GROUPS);
        }
        if (price >= 10_000 && dice.chance(40)) {
            forms.add(Form.KILO);
        }
        if (price < 0.5 && dice.chance(8)) {
            forms.add(Form.NO_ZERO);
        }
        return forms;
    }

    private static int zero(String language) {
        return switch (language) {
            case "ar" -> '٠';
            case "fa" -> '۰';
            case "hi" -> '०';
            default -> '0';
        };
    }

    /** True if prices have no point, so that an index before one could be read with it. */
    boolean whole(Plan plan) {
        return plan.decimals() == 0 || form == Form.SATOSHI || form == Form.SATOSHI_WORD;
    }

    /** True if a comma between prices could be taken for part of one. */
    boolean commas() {
        return form == Form.COMMA_GROUPS || form == Form.DECIMAL_COMMA || form == Form.DOT_GROUPS;
    }

    /** True if prices are full decimals whose last digits may stand for the rest. */
    boolean canShorten() {
        return form == Form.PLAIN && zero == '0' && before.isEmpty() && after.isEmpty();
    }

    /** The pieces of layout this is made of. */
    List<String> features() {
        List<String> features = new ArrayList<>();
        features.add("number:" + form.name().toLowerCase(Locale.ROOT));
        features.add("currency:" + (before + after).trim().toLowerCase(Locale.ROOT));
        features.add("zeros:" + (full ? "kept" : "cut"));
        if (zero != '0') {
            features.add("digits:native");
        }
        return features;
    }

    /** One price by itself. */
    String alone(BigDecimal price) {
        return before + digits(price, false) + after;
    }

    /** Prices of one list; a unit may stand behind the last only. */
    List<String> list(List<BigDecimal> prices) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < prices.size(); i++) {
            boolean last = i == prices.size() - 1;
            written.add(before + digits(prices.get(i), true) + (unitOnce && !last ? "" : after));
        }
        return written;
    }

    /** Any figure in the post's digits. */
    String figure(String ascii) {
        return zero == '0'
                ? ascii
                : ascii.chars()
                        .map(c -> c >= '0' && c <= '9' ? c - '0' + zero : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private String digits(BigDecimal price, boolean listed) {
        return figure(ascii(price, listed));
    }

    private String ascii(BigDecimal price, boolean listed) {
        String plain = cut(price, listed);
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        String rest = point < 0 ? "" : plain.substring(point + 1);
        return switch (form) {
            case PLAIN -> plain;
            case COMMA_GROUPS -> groups(whole, ',') + (rest.isEmpty() ? "" : "." + rest);
            case QUOTE_GROUPS -> groups(whole, '\'') + (rest.isEmpty() ? "" : "." + rest);
            case DECIMAL_COMMA -> rest.isEmpty() ? whole : whole + "," + rest;
            case DOT_GROUPS -> groups(whole, '.') + "," + rest;
            case KILO -> Planner.trimmed(price.movePointLeft(3)).toPlainString() + "k";
            case NO_ZERO -> whole.equals("0") ? "." + rest : plain;
            case SATOSHI, SATOSHI_WORD -> price.movePointRight(8).toBigInteger().toString();
        };
    }

    /** Without trailing zeros, if that is the post's way; in a list one digit stays behind the point. */
    private String cut(BigDecimal price, boolean listed) {
        if (full || price.scale() <= 0) {
            return price.toPlainString();
        }
        BigDecimal trimmed = price.stripTrailingZeros();
        int least = listed ? 1 : 0;
        return (trimmed.scale() < least ? trimmed.setScale(least) : trimmed).toPlainString();
    }

    private static String groups(String whole, char mark) {
        StringBuilder out = new StringBuilder(whole);
        for (int at = whole.length() - 3; at > 0; at -= 3) {
            out.insert(at, mark);
        }
        return out.toString();
    }
}
