package io.signalroom.market.feed.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.market.candle.Candle;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class KlineReaderPropertyTest {
    private static final long T = 1_772_355_600_000L;
    private static final Instant FROM = Instant.ofEpochMilli(T);
    private static final List<String> NAMES = List.of("o", "h", "l", "c", "v");

    /** What Binance writes: up to 12 digits, a point, eight digits; also without a point. */
    @Provide
    Arbitrary<String> decimals() {
        Arbitrary<Long> unscaled = Arbitraries.longs().between(0, 99_999_999_999_999_999L);
        return Combinators.combine(unscaled, Arbitraries.of(0, 2, 8))
                .as((n, scale) -> BigDecimal.valueOf(n, scale).toPlainString());
    }

    @Provide
    Arbitrary<Object> anything() {
        return Arbitraries.oneOf(
                Arbitraries.longs().asGeneric(),
                Arbitraries.integers().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.strings()
                        .withChars("0123456789.eE-+ x٣")
                        .ofMaxLength(60)
                        .asGeneric(),
                Arbitraries.of(T, T + 59_999, T + 60_000, "1", "1.0", true, "").asGeneric(),
                Arbitraries.of(new JsonArray(), new JsonObject()).asGeneric());
    }

    @Property
    void both_forms_are_read_exactly_or_skipped_as_broken(
            @ForAll @Size(5) List<@From("decimals") String> numbers, @ForAll @IntRange(min = 0, max = 3) int order) {
        KlineReader reader = new KlineReader();
        List<String> columns = ordered(numbers, order);
        Optional<Candle> expected = candle(columns);
        JsonArray row = row(columns);

        List<Candle> page = reader.page(new JsonArray().add(row), FROM, FROM.plusSeconds(60));
        Optional<Candle> streamed = reader.streamed(kline(columns));

        assertThat(page).isEqualTo(expected.stream().toList());
        assertThat(streamed).isEqualTo(expected);
        assertThat(reader.broken()).isEqualTo(expected.isPresent() ? 0 : 2);
    }

    @Property
    void whatever_comes_is_a_candle_of_the_minute_asked_for_or_broken_or_no_answer(
            @ForAll @Size(max = 9) List<@From("anything") Object> row) {
        KlineReader reader = new KlineReader();
        try {
            List<Candle> candles =
                    reader.page(new JsonArray().add(new JsonArray(new ArrayList<>(row))), FROM, FROM.plusSeconds(60));
            assertThat(candles.size() + reader.broken()).isEqualTo(1);
            assertThat(candles).allMatch(c -> c.opensAt().equals(FROM));
        } catch (UnreadableAnswer e) {
            assertThat(reader.broken()).isZero();
        }
    }

    @Property
    void one_spoiled_column_is_noticed_or_changes_nothing_else(
            @ForAll @IntRange(min = 0, max = 6) int column, @ForAll("anything") Object value) {
        KlineReader reader = new KlineReader();
        JsonArray row = row(List.of("2", "3", "1", "2", "5"));
        row.getList().set(column, value);
        try {
            List<Candle> candles = reader.page(new JsonArray().add(row), FROM, FROM.plusSeconds(60));
            assertThat(candles).allSatisfy(c -> {
                assertThat(row.getList()).element(0).isEqualTo(T);
                // the same number, however it is written: "02" is 2
                assertThat(c.low()).isEqualByComparingTo(row.getString(3));
                assertThat(c.high()).isEqualByComparingTo(row.getString(2));
            });
        } catch (UnreadableAnswer e) {
            assertThat(column >= 1 && column <= 5 && ("1".equals(value) || "1.0".equals(value)))
                    .isFalse();
        }
    }

    private static List<String> ordered(List<String> numbers, int order) {
        List<String> all = new ArrayList<>(numbers);
        // three of four times as candles are: open, highest, lowest, close
        if (order > 0) {
            List<String> prices = new ArrayList<>(numbers.subList(0, 4));
            prices.sort((a, b) -> new BigDecimal(a).compareTo(new BigDecimal(b)));
            all = new ArrayList<>(List.of(
                    prices.get(order == 1 ? 1 : 2), prices.get(3), prices.get(0), prices.get(order == 1 ? 2 : 1)));
            all.add(numbers.get(4));
        }
        return all;
    }

    private static Optional<Candle> candle(List<String> columns) {
        BigDecimal[] n = columns.stream().map(BigDecimal::new).toArray(BigDecimal[]::new);
        boolean ordered = n[2].signum() > 0
                && n[2].compareTo(n[0]) <= 0
                && n[2].compareTo(n[3]) <= 0
                && n[1].compareTo(n[0]) >= 0
                && n[1].compareTo(n[3]) >= 0;
        return ordered
                ? Optional.of(new Candle(FROM, FROM.plusSeconds(60), n[0], n[1], n[2], n[3], n[4]))
                : Optional.empty();
    }

    private static JsonArray row(List<String> columns) {
        JsonArray row = new JsonArray().add(T);
        columns.forEach(row::add);
        return row.add(T + 59_999).add("0").add(1).add("0").add("0").add("0");
    }

    private static JsonObject kline(List<String> columns) {
        JsonObject kline = new JsonObject().put("t", T).put("T", T + 59_999);
        for (int i = 0; i < columns.size(); i++) {
            kline.put(NAMES.get(i), columns.get(i));
        }
        return kline;
    }
}
