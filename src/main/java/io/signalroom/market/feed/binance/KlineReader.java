package io.signalroom.market.feed.binance;

import io.signalroom.market.candle.Candle;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads klines of one minute, in the form of the REST API and in that of the streams. What has another form is no answer;
 * what has the form but is no candle, such as a high below its low, is skipped and counted.
 */
final class KlineReader {
    /** Length of every kline. */
    static final long MINUTE_MS = 60_000;

    private static final int COLUMNS = 7;
    private static final int LONGEST_NUMBER = 40;
    private long broken;

    /** How many klines were skipped because they were no candles. */
    long broken() {
        return broken;
    }

    /**
     * The klines of a stretch.
     *
     * @param from where the stretch begins, inclusive
     * @param to its end, exclusive
     * @return oldest first
     * @throws UnreadableAnswer if it has not the form of klines, or they are not of the stretch or not in order of time
     */
    List<Candle> page(JsonArray rows, Instant from, Instant to) {
        List<Candle> candles = new ArrayList<>(rows.size());
        long last = from.toEpochMilli() - 1;
        for (Object each : rows) {
            if (!(each instanceof JsonArray row) || row.size() < COLUMNS) {
                throw new UnreadableAnswer("it holds what is no kline");
            }
            long opens = opens(row);
            if (opens <= last || opens >= to.toEpochMilli()) {
                throw new UnreadableAnswer("its klines are not those that were asked for");
            }
            last = opens;
            candle(opens, time(row.getValue(6)), row::getValue).ifPresent(candles::add);
        }
        return candles;
    }

    /**
     * When a kline of {@link #page} begins.
     *
     * @throws UnreadableAnswer if it does not say
     */
    static long opens(JsonArray row) {
        return time(row.getValue(0));
    }

    /**
     * A kline of a stream, field {@code k}; empty if it is broken.
     *
     * @throws UnreadableAnswer if it has not the form of a kline
     */
    Optional<Candle> streamed(JsonObject kline) {
        String[] columns = {"t", "o", "h", "l", "c", "v"};
        return candle(time(kline.getValue("t")), time(kline.getValue("T")), i -> kline.getValue(columns[i]));
    }

    /** Where a column is: 1 open, 2 high, 3 low, 4 close, 5 volume. */
    private interface Columns {
        Object get(int column);
    }

    private Optional<Candle> candle(long opens, long lastMillisecond, Columns columns) {
        BigDecimal[] numbers = new BigDecimal[6];
        for (int i = 1; i < numbers.length; i++) {
            numbers[i] = decimal(columns.get(i));
        }
        long closes = opens + MINUTE_MS;
        if (opens % MINUTE_MS != 0 || lastMillisecond != closes - 1) {
            broken++;
            return Optional.empty();
        }
        try {
            return Optional.of(new Candle(
                    Instant.ofEpochMilli(opens),
                    Instant.ofEpochMilli(closes),
                    numbers[1],
                    numbers[2],
                    numbers[3],
                    numbers[4],
                    numbers[5]));
        } catch (IllegalArgumentException e) {
            broken++;
            return Optional.empty();
        }
    }

    private static long time(Object value) {
        boolean whole = value instanceof Integer || value instanceof Long;
        long time = whole ? ((Number) value).longValue() : -1;
        // beyond is no time of this millennium, and would overflow where something is added
        if (time < 0 || time > 32_503_680_000_000L) {
            throw new UnreadableAnswer("a kline has no time");
        }
        return time;
    }

    /** Digits with at most one point inside: no sign, no exponent, so that its size is bounded by its length. */
    private static BigDecimal decimal(Object value) {
        String text = value instanceof String s && s.length() <= LONGEST_NUMBER ? s : "";
        int point = text.indexOf('.');
        for (int i = 0; i < text.length(); i++) {
            boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
            if (!digit && (i != point || i == 0 || i == text.length() - 1)) {
                text = "";
            }
        }
        if (text.isEmpty()) {
            throw new UnreadableAnswer("a price is no number");
        }
        return new BigDecimal(text);
    }
}
