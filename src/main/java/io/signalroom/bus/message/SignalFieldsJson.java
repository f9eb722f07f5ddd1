package io.signalroom.bus.message;

import io.signalroom.signal.Chain;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/** The JSON form of a signal's values, the same in the API, on the bus and on its way into SQL. Prices are strings. */
public final class SignalFieldsJson {
    private SignalFieldsJson() {}

    /** Adds the stated values to {@code json}; values that are not stated are left out. */
    public static void write(PostKind kind, SignalFields f, JsonObject json) {
        put(json, "symbol", f.symbol());
        put(json, "quote", f.quote());
        put(json, "side", f.side() == null ? null : f.side().name());
        prices(json, "entries", f.entries());
        flag(json, "entryMarket", f.entryMarket());
        prices(json, "targets", f.targets());
        numbers(json, "targetsPercent", f.targetsPercent());
        price(json, "stopLoss", f.stopLoss());
        put(json, "stopLossPercent", f.stopLossPercent());
        put(json, "leverage", f.leverage());
        put(json, "exchange", f.exchange());
        put(json, "timeframe", f.timeframe());
        put(
                json,
                kind == PostKind.PUMP_ALERT ? "stage" : "event",
                f.event() == null ? null : f.event().name());
        put(json, "targetIndex", f.targetIndex());
        put(json, "profitPercent", f.profitPercent());
        flag(json, "stopMoved", f.stopMoved());
        put(json, "newStop", f.newStop());
        put(json, "partialClose", f.partialClose());
        put(json, "chain", f.chain() == null ? null : f.chain().name());
        put(json, "contractAddress", f.contractAddress());
        price(json, "marketCap", f.marketCap());
        price(json, "liquidity", f.liquidity());
        put(json, "changePercent", f.changePercent());
        if (!f.symbols().isEmpty()) {
            json.put("symbols", new JsonArray(f.symbols()));
        }
    }

    /**
     * Reads what {@link #write} wrote; unknown names are ignored.
     *
     * @throws IllegalArgumentException if a value is none of its kind
     */
    public static SignalFields read(JsonObject json) {
        String event = json.getString("stage", json.getString("event"));
        return SignalFields.builder()
                .symbol(json.getString("symbol"))
                .quote(json.getString("quote"))
                .side(json.containsKey("side") ? Side.valueOf(json.getString("side")) : null)
                .entries(decimals(json, "entries"))
                .entryMarket(json.getBoolean("entryMarket", false))
                .targets(decimals(json, "targets"))
                .targetsPercent(decimals(json, "targetsPercent"))
                .stopLoss(decimal(json, "stopLoss"))
                .stopLossPercent(decimal(json, "stopLossPercent"))
                .leverage(decimal(json, "leverage"))
                .exchange(json.getString("exchange"))
                .timeframe(json.getString("timeframe"))
                .event(event == null ? null : SignalEvent.valueOf(event))
                .targetIndex(json.getInteger("targetIndex"))
                .profitPercent(decimal(json, "profitPercent"))
                .stopMoved(json.getBoolean("stopMoved", false))
                .newStop(json.getString("newStop"))
                .partialClose(decimal(json, "partialClose"))
                .chain(json.containsKey("chain") ? Chain.valueOf(json.getString("chain")) : null)
                .contractAddress(json.getString("contractAddress"))
                .marketCap(decimal(json, "marketCap"))
                .liquidity(decimal(json, "liquidity"))
                .changePercent(decimal(json, "changePercent"))
                .symbols(json.getJsonArray("symbols", new JsonArray()).stream()
                        .map(String.class::cast)
                        .toList())
                .build();
    }

    private static void put(JsonObject json, String name, Object value) {
        if (value instanceof BigDecimal number) {
            json.put(name, plain(number));
        } else if (value != null) {
            json.put(name, value);
        }
    }

    /** A whole number as such, so that 5 does not become 5.0. */
    private static Number plain(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(1L << 53)) < 0
                ? (Number) number.longValue()
                : (Number) number.doubleValue();
    }

    private static void flag(JsonObject json, String name, boolean value) {
        if (value) {
            json.put(name, true);
        }
    }

    private static void price(JsonObject json, String name, BigDecimal value) {
        if (value != null) {
            json.put(name, value.toPlainString());
        }
    }

    private static void prices(JsonObject json, String name, List<BigDecimal> values) {
        if (!values.isEmpty()) {
            JsonArray array = new JsonArray();
            values.forEach(v -> array.add(v.toPlainString()));
            json.put(name, array);
        }
    }

    private static void numbers(JsonObject json, String name, List<BigDecimal> values) {
        if (!values.isEmpty()) {
            JsonArray array = new JsonArray();
            values.forEach(v -> array.add(plain(v)));
            json.put(name, array);
        }
    }

    private static BigDecimal decimal(JsonObject json, String name) {
        Object value = json.getValue(name);
        return value == null ? null : new BigDecimal(value.toString());
    }

    private static List<BigDecimal> decimals(JsonObject json, String name) {
        return json.getJsonArray(name, new JsonArray()).stream()
                .map(v -> new BigDecimal(v.toString()))
                .toList();
    }
}
