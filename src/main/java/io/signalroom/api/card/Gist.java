package io.signalroom.api.card;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a signal says in short, without words of any language: keys for these, values as they are shown.
 *
 * @param pair {@code SOL/USDT}, or several coins, or empty
 * @param side {@code LONG}, {@code SHORT}, {@code BUY}, {@code SELL} or empty
 * @param kind wire name
 * @param event of an update, listing or alert; empty if there is none
 * @param channel title; may hold anything
 * @param origin wire name
 * @param postedAt RFC 3339
 * @param plan what is to be done, in the order it is told; prices with at most seven significant digits
 * @param outcome how it turned out
 */
public record Gist(
        String pair,
        String side,
        String kind,
        String event,
        String channel,
        String origin,
        String postedAt,
        List<Value> plan,
        Outcome outcome) {
    private static final MathContext SHOWN = new MathContext(7, RoundingMode.HALF_EVEN);
    private static final int MOST = 4;
    private static final Duration FIRST_PRICES = Duration.ofMinutes(5);

    /**
     * A value of the plan.
     *
     * @param name of the field as in the contract: {@code entries}, {@code targets}, {@code stopLoss}, {@code leverage}
     * @param text the value
     */
    public record Value(String name, String text) {}

    /**
     * How a call turned out by prices.
     *
     * @param look {@code target}, or the state of the contract, {@code waiting} in the minutes before the first price; empty
     *     if nothing is measured
     * @param hit targets that were reached
     * @param targets targets of the plan
     * @param result {@code +0.85 R} or {@code -3.1 %}; empty while there is none
     * @param gain whether the result is above zero
     */
    public record Outcome(String look, int hit, int targets, String result, boolean gain) {
        private static final Outcome NONE = new Outcome("", 0, 0, "", false);
    }

    public Gist {
        plan = List.copyOf(plan);
    }

    /** Of a signal as the contract's schema {@code Signal} says, as it is now. */
    public static Gist of(JsonObject signal) {
        return of(signal, Instant.now());
    }

    static Gist of(JsonObject signal, Instant now) {
        return new Gist(
                pair(signal),
                signal.getString("side", ""),
                signal.getString("kind"),
                signal.getString("event", signal.getString("stage", "")),
                signal.getJsonObject("channel").getString("title", ""),
                signal.getString("origin"),
                signal.getString("postedAt"),
                plan(signal),
                outcome(signal.getJsonObject("outcome"), now));
    }

    /** Whether it is for a rise, a fall ({@code -1}), or neither. */
    public int direction() {
        return switch (side) {
            case "LONG", "BUY" -> 1;
            case "SHORT", "SELL" -> -1;
            default -> 0;
        };
    }

    private static String pair(JsonObject signal) {
        String symbol = signal.getString("symbol");
        if (symbol == null) {
            return joined(signal.getJsonArray("symbols"), ", ", Object::toString);
        }
        String quote = signal.getString("quote");
        return quote == null ? symbol : symbol + "/" + quote;
    }

    private static List<Value> plan(JsonObject signal) {
        List<Value> plan = new ArrayList<>();
        add(plan, "entries", joined(signal.getJsonArray("entries"), " – "));
        if (plan.isEmpty() && signal.getBoolean("entryMarket", false)) {
            plan.add(new Value("entryMarket", ""));
        }
        add(plan, "targets", joined(signal.getJsonArray("targets"), " · "));
        add(plan, "targetsPercent", percents(signal.getJsonArray("targetsPercent")));
        add(plan, "stopLoss", signal.containsKey("stopLoss") ? shown(signal.getString("stopLoss")) : "");
        add(plan, "stopLossPercent", suffixed(signal.getValue("stopLossPercent"), " %"));
        add(plan, "leverage", suffixed(signal.getValue("leverage"), "×"));
        return plan;
    }

    private static void add(List<Value> plan, String name, String text) {
        if (!text.isEmpty()) {
            plan.add(new Value(name, text));
        }
    }

    private static String suffixed(Object number, String unit) {
        return number == null ? "" : shown(number.toString()) + unit;
    }

    private static String percents(JsonArray values) {
        return joined(values, " · ", value -> shown(value.toString()) + " %");
    }

    private static String joined(JsonArray values, String between) {
        return joined(values, between, value -> shown(value.toString()));
    }

    private static String joined(JsonArray values, String between, Function<Object, String> form) {
        if (values == null || values.isEmpty()) {
            return "";
        }
        String first = values.stream().limit(MOST).map(form).collect(Collectors.joining(between));
        return values.size() > MOST ? first + " +" + (values.size() - MOST) : first;
    }

    /** A number of the contract as people read it. */
    static String shown(String decimal) {
        BigDecimal exact = new BigDecimal(decimal);
        return (exact.precision() > SHOWN.getPrecision() ? exact.round(SHOWN) : exact).toPlainString();
    }

    private static Outcome outcome(JsonObject outcome, Instant now) {
        if (outcome == null) {
            return Outcome.NONE;
        }
        int hit = outcome.getInteger("targetsHit", 0);
        String state = outcome.getString("state");
        boolean target = state.equals("all_targets") || state.equals("open") && hit > 0;
        Double r = outcome.getDouble("r");
        Double result = r == null ? outcome.getDouble("percent") : r;
        String text = result == null ? "" : String.format(Locale.ROOT, r == null ? "%+.1f %%" : "%+.2f R", result);
        String look = target ? "target" : early(outcome, now) ? "waiting" : state;
        return new Outcome(look, hit, outcome.getInteger("targets", 0), text, result != null && result > 0);
    }

    /** No price can be known in the first minutes. */
    private static boolean early(JsonObject outcome, Instant now) {
        return outcome.getString("state").equals("no_data")
                && "no_prices".equals(outcome.getString("reason"))
                && now.isBefore(Instant.parse(outcome.getString("arrival")).plus(FIRST_PRICES));
    }
}
