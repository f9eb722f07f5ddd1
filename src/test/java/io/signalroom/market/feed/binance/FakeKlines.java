package io.signalroom.market.feed.binance;

import io.signalroom.market.candle.Candle;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;

/** Klines as a function of symbol and minute, in Binance's forms; 1,500 minutes in a row are never the same. */
final class FakeKlines {
    static final long MINUTE = 60_000;

    private FakeKlines() {}

    /** What the feed must make of the kline that begins at {@code opens}. */
    static Candle candle(String symbol, long opens) {
        BigDecimal[] n = numbers(symbol, opens);
        return new Candle(
                Instant.ofEpochMilli(opens), Instant.ofEpochMilli(opens + MINUTE), n[0], n[1], n[2], n[3], n[4]);
    }

    /** A row of the REST API. */
    static JsonArray row(String symbol, long opens) {
        BigDecimal[] n = numbers(symbol, opens);
        JsonArray row = new JsonArray().add(opens);
        for (BigDecimal number : n) {
            row.add(number.toPlainString());
        }
        return row.add(opens + MINUTE - 1)
                .add("2434.19055334")
                .add(308)
                .add("1756.87402397")
                .add("28.46694368")
                .add("0");
    }

    /** A message of the streams. */
    static JsonObject message(String symbol, long opens, boolean closed) {
        BigDecimal[] n = numbers(symbol, opens);
        String[] names = {"o", "h", "l", "c", "v"};
        JsonObject kline = new JsonObject()
                .put("t", opens)
                .put("T", opens + MINUTE - 1)
                .put("s", symbol)
                .put("i", "1m")
                .put("f", 100)
                .put("L", 200)
                .put("n", 100)
                .put("x", closed)
                .put("q", "1.0000")
                .put("V", "500")
                .put("Q", "0.500")
                .put("B", "0");
        for (int i = 0; i < names.length; i++) {
            kline.put(names[i], n[i].toPlainString());
        }
        return new JsonObject()
                .put("stream", KlineSymbol.stream(symbol))
                .put(
                        "data",
                        new JsonObject()
                                .put("e", "kline")
                                .put("E", opens + MINUTE + 12)
                                .put("s", symbol)
                                .put("k", kline));
    }

    /** Open, high, low, close, volume, with eight decimals as Binance writes them. */
    private static BigDecimal[] numbers(String symbol, long opens) {
        long minute = opens / MINUTE;
        long open = 100_000_000L + Math.abs(symbol.hashCode() % 1_000) * 1_000_003L + minute % 1_499 * 7_001;
        long close = open + minute % 13 * 1_111 - 5_000;
        long high = Math.max(open, close) + minute % 7 * 333;
        long low = Math.min(open, close) - minute % 5 * 777;
        long[] all = {open, high, low, close, minute % 11 * 12_345_678};
        BigDecimal[] numbers = new BigDecimal[all.length];
        for (int i = 0; i < all.length; i++) {
            numbers[i] = BigDecimal.valueOf(all[i], 8);
        }
        return numbers;
    }
}
