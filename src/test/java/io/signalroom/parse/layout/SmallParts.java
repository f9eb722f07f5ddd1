package io.signalroom.parse.layout;

import io.signalroom.signal.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Stop, leverage, side, exchange and timeframe. */
final class SmallParts {
    private static final Map<String, List<String>> BRANDS = Map.of(
            "BINANCE", List.of("Binance", "Binance Futures", "BINANCE"),
            "BYBIT", List.of("Bybit", "ByBit USDT", "BYBIT"),
            "GATE", List.of("Gate.io", "GATE.IO"),
            "KUCOIN", List.of("KuCoin", "Kucoin"),
            "MEXC", List.of("MEXC"),
            "HUOBI", List.of("Huobi", "HTX"));

    private final Pen pen;
    private final Plan plan;
    private final Numerals numerals;

    SmallParts(Pen pen) {
        this.pen = pen;
        this.plan = pen.plan;
        this.numerals = pen.style.numerals();
    }

    /** The stop; nothing if the plan has none, or a word that says so. */
    List<Field> stop() {
        if (plan.stopPercent() > 0) {
            pen.note("stop", "percent");
            String far = numerals.figure(plan.stopPercent() + "") + "%";
            return List.of(Field.of("stop", pen.word("stop"), pen.dice.pick(far, far, dash() + far, wide())));
        }
        if (plan.stop() == null) {
            boolean said = pen.style.language().equals("en")
                    && pen.dice.chance(30)
                    && pen.style.shape().free();
            pen.note("stop", said ? "said-none" : "none");
            return said
                    ? List.of(Field.of("stop", pen.word("stop"), pen.dice.pick("None", "No SL", "Hold")))
                    : List.of();
        }
        return List.of(Field.of("stop", pen.word("stop"), stopPrice()));
    }

    private String dash() {
        return pen.style.labelEnd().contains("-") ? "" : "-";
    }

    private String wide() {
        return numerals.figure(Math.max(1, plan.stopPercent() - 3) + "-" + plan.stopPercent()) + "%";
    }

    private String stopPrice() {
        String price = numerals.alone(plan.stop());
        boolean english = pen.style.language().equals("en") && pen.style.shape().free() && !pen.style.valueFirst();
        if (english && pen.dice.chance(12)) {
            pen.note("stop", "close");
            String where = plan.rising() ? "below " : "above ";
            return pen.dice.pick("", "4H close ", "Daily close ", "Close 4H candle ", "candle close ") + where + price;
        }
        if (pen.dice.chance(8) && pen.style.shape().free() && !pen.style.valueFirst()) {
            pen.note("stop", "with-percent");
            return price + " (-" + pen.dice.between(2, 9) + "%)";
        }
        pen.note("stop", "price");
        return price;
    }

    /** The leverage behind its label, or a bare multiplier. */
    Field leverage() {
        String form = multiplier(true);
        String mode = pen.style.language().equals("en") ? pen.dice.pick("", "", "", "Cross ", "Isolated ") : "";
        String value = mode.isEmpty() ? form : pen.dice.chance(50) ? mode + form : mode + "(" + form + ")";
        return Field.of("leverage", pen.word("leverage"), value);
    }

    /** A multiplier such as 10x; a bare number only behind a label. */
    String multiplier(boolean labelled) {
        int top = plan.leverage();
        String sign = pen.dice.pick("x", "x", "X", "X", "×", "х");
        if (plan.leverageFrom() > 0) {
            pen.note("leverage", "range");
            int low = plan.leverageFrom();
            return pen.dice.pick(
                    low + "-" + top + sign, low + sign + "-" + top + sign, low + sign + " - " + top + sign);
        }
        String native_ = switch (pen.style.language()) {
            case "zh", "ja" -> "倍";
            case "ko" -> "배";
            default -> "";
        };
        if (!native_.isEmpty() && pen.dice.chance(40)) {
            pen.note("leverage", native_);
            return top + native_;
        }
        int roll = pen.dice.between(0, 99);
        String form = roll < 60 ? "10x" : roll < 80 ? "x10" : roll < 90 || !labelled ? "10.0x" : "10";
        pen.note("leverage", form);
        return switch (form) {
            case "10x" -> top + sign;
            case "x10" -> sign + top;
            case "10" -> numerals.figure(top + "");
            default -> top + ".0" + sign;
        };
    }

    /** The direction behind a label. */
    Field side() {
        return Field.of("side", pen.word("side"), sideWord());
    }

    /** The direction's own word, English where the channel mixes. */
    String sideWord() {
        boolean english = !pen.style.language().equals("en") && pen.dice.chance(35);
        String role = plan.side().name().toLowerCase(Locale.ROOT);
        if (english) {
            pen.note("side", "english");
            return pen.dice.chance(50) ? plan.side().name() : pen.style.cased(title(plan.side()), "en");
        }
        return pen.word(role);
    }

    private static String title(Side side) {
        return side.name().charAt(0) + side.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The exchange as a brand writes itself. */
    String brand() {
        String brand = plan.exchange();
        return pen.dice.pick(BRANDS.getOrDefault(
                brand, List.of(brand, brand.charAt(0) + brand.substring(1).toLowerCase(Locale.ROOT))));
    }

    /** Exchange and timeframe behind their labels, where the headline has not told them. */
    List<Field> rest(boolean exchange, boolean timeframe) {
        List<Field> fields = new ArrayList<>();
        if (exchange) {
            fields.add(Field.of("exchange", pen.word("exchange"), brand()));
        }
        if (timeframe) {
            fields.add(Field.of("timeframe", pen.word("timeframe"), pen.dice.chance(50) ? plan.timeframe() : frame()));
        }
        return fields;
    }

    private String frame() {
        return plan.timeframe().toUpperCase(Locale.ROOT);
    }
}
