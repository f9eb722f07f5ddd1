package io.signalroom.analytics;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.analytics.history.HistoricalAnswer;
import io.signalroom.testing.MadeSignals;
import io.signalroom.testing.MadeSignals.Made;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is filtered, and wherever it is counted, the answer equals a look at every signal. */
@ExtendWith(Servers.class)
class HistoryFiltersTest {
    private static final Instant NOW = Instant.parse("2026-05-20T10:30:00Z");

    private final Room room = new Room();
    private final Random dice = new Random(7);
    private final MadeSignals made = new MadeSignals(room, dice);
    private List<Made> all;

    @BeforeEach
    void fill() {
        all = made.store(1_500, NOW, Duration.ofDays(100));
        made.count();
    }

    @AfterEach
    void stop() {
        room.close();
    }

    @Test
    void every_filter_over_every_stretch_equals_a_look_at_every_signal() {
        for (int i = 0; i < 150; i++) {
            JsonObject parameters = question();
            check(parameters);
        }
    }

    private JsonObject question() {
        String bucket = List.of("hour", "day", "week").get(dice.nextInt(3));
        int days = 1 + dice.nextInt(bucket.equals("hour") ? 31 : 95);
        JsonObject parameters = new JsonObject().put("bucket", bucket);
        if (dice.nextBoolean()) {
            parameters.put("from", "-" + days + "d");
        } else {
            Instant from = NOW.minus(Duration.ofDays(days)).plusSeconds(dice.nextInt(80_000));
            parameters
                    .put("from", from.toString())
                    .put(
                            "to",
                            from.plus(Duration.ofMinutes(60 + dice.nextInt(days * 1_000)))
                                    .toString());
        }
        put(parameters, "origin", List.of("witnessed", "imported"));
        put(parameters, "kind", List.of("trade_signal", "signal_update", "listing"));
        put(parameters, "direction", List.of(-1, 1));
        put(parameters, "channel", List.of(1L, 2L, 3L));
        put(parameters, "token", List.of("SOL", "BTC", "ETH"));
        return parameters;
    }

    private void put(JsonObject parameters, String name, List<?> values) {
        if (dice.nextInt(3) == 0) {
            parameters.put(name, new JsonArray().add(values.get(dice.nextInt(values.size()))));
        }
    }

    private void check(JsonObject parameters) {
        JsonObject answer = await(HistoricalAnswer.answer(room.pool, parameters, NOW));
        Instant from = time(parameters.getString("from"));
        Instant to = parameters.containsKey("to") ? time(parameters.getString("to")) : NOW;
        Instant begin = floor(from, parameters.getString("bucket"));
        List<Made> found = all.stream()
                .filter(s -> !s.at().isBefore(begin) && s.at().isBefore(to))
                .filter(s -> is(parameters, s))
                .toList();
        JsonObject summary = answer.getJsonObject("summary");
        assertThat(summary.getLong("signals")).as(parameters.encode()).isEqualTo(found.size());
        assertThat(summary.getJsonObject("bySide").getLong("bullish"))
                .isEqualTo(found.stream().filter(s -> s.direction() == 1).count());
        assertThat(summary.getJsonObject("byKind").getLong("trade_signal", 0L))
                .isEqualTo(found.stream()
                        .filter(s -> s.kind().equals("trade_signal"))
                        .count());
        assertThat(summary.getJsonObject("outcomes").getLong("stopped", 0L))
                .isEqualTo(
                        found.stream().filter(s -> "stopped".equals(s.state())).count());
        List<Made> results = found.stream().filter(s -> s.r() != null).toList();
        assertThat(summary.getLong("averageROf")).isEqualTo(results.size());
        if (!results.isEmpty()) {
            assertThat(summary.getDouble("averageR"))
                    .isCloseTo(results.stream().mapToDouble(Made::r).average().orElseThrow(), within(1e-4));
            assertThat(summary.getJsonObject("winRate").getLong("hits"))
                    .isEqualTo(results.stream().filter(s -> s.r() > 0).count());
        }
        JsonArray series = answer.getJsonArray("series");
        assertThat(IntStream.range(0, series.size())
                        .mapToLong(i -> series.getJsonObject(i).getLong("signals"))
                        .sum())
                .isEqualTo(found.size());
        checkTokens(answer, found);
        for (int i = 0; i < series.size(); i++) {
            Instant at = Instant.parse(series.getJsonObject(i).getString("at"));
            assertThat(at).isEqualTo(floor(at, parameters.getString("bucket")));
        }
    }

    private static void checkTokens(JsonObject answer, List<Made> found) {
        JsonObject summary = answer.getJsonObject("summary");
        String tokensFrom = answer.getString("tokensFrom");
        List<Made> recent = found.stream()
                .filter(s -> tokensFrom == null || !s.at().isBefore(Instant.parse(tokensFrom)))
                .toList();
        assertThat(summary.getLong("channels"))
                .isEqualTo(recent.stream().map(Made::channel).distinct().count());
        Map<String, List<Made>> tokens = recent.stream().collect(Collectors.groupingBy(Made::token));
        assertThat(summary.getInteger("tokens")).isEqualTo(tokens.size());
        assertThat(answer.getJsonArray("tokens")).hasSize(tokens.size());
        answer.getJsonArray("tokens").forEach(entry -> {
            JsonObject token = (JsonObject) entry;
            List<Made> own = tokens.get(token.getString("symbol"));
            assertThat(token.getInteger("signals")).isEqualTo(own.size());
            assertThat(token.getLong("bearish"))
                    .isEqualTo(own.stream().filter(s -> s.direction() == -1).count());
            assertThat(token.getLong("channels"))
                    .isEqualTo(own.stream().map(Made::channel).distinct().count());
        });
    }

    private static boolean is(JsonObject parameters, Made signal) {
        return one(parameters, "origin", signal.origin())
                && one(parameters, "kind", signal.kind())
                && one(parameters, "direction", signal.direction())
                && one(parameters, "channel", signal.channel())
                && one(parameters, "token", signal.token());
    }

    private static boolean one(JsonObject parameters, String name, Object value) {
        return !parameters.containsKey(name) || parameters.getJsonArray(name).contains(value);
    }

    private static Instant time(String text) {
        return text.startsWith("-") ? NOW.minus(Duration.parse("P" + text.substring(1))) : Instant.parse(text);
    }

    private static Instant floor(Instant at, String bucket) {
        Instant day = at.truncatedTo(ChronoUnit.DAYS);
        return switch (bucket) {
            case "hour" -> at.truncatedTo(ChronoUnit.HOURS);
            case "day" -> day;
            // 1970 began on a Thursday
            default -> day.minus(Duration.ofDays((day.getEpochSecond() / 86_400 + 3) % 7));
        };
    }

    @Test
    void the_period_before_stands_beside_it_and_does_not_overlap() {
        JsonObject answer = await(HistoricalAnswer.answer(
                room.pool, new JsonObject().put("from", "-10d").put("bucket", "day"), NOW));
        Instant begin = floor(NOW.minus(Duration.ofDays(10)), "day");
        Instant before = begin.minus(Duration.ofDays(11));
        assertThat(answer.getJsonObject("summary").getJsonObject("previous").getLong("signals"))
                .isEqualTo(all.stream()
                        .filter(s -> !s.at().isBefore(before) && s.at().isBefore(begin))
                        .count());
    }

    @Test
    void tokens_and_channels_of_a_day_are_those_of_its_hours() {
        JsonObject answer = await(HistoricalAnswer.answer(room.pool, new JsonObject().put("from", "-24h"), NOW));
        Instant hour = NOW.minus(Duration.ofHours(24)).truncatedTo(ChronoUnit.HOURS);
        List<Made> found = all.stream().filter(s -> !s.at().isBefore(hour)).toList();
        assertThat(answer.getJsonObject("summary").getLong("tokens"))
                .isEqualTo(found.stream().map(Made::token).distinct().count());
        assertThat(answer.getJsonObject("summary").getLong("channels"))
                .isEqualTo(found.stream().map(Made::channel).distinct().count());
        long most = answer.getJsonArray("tokens").getJsonObject(0).getLong("signals");
        String token = answer.getJsonArray("tokens").getJsonObject(0).getString("symbol");
        assertThat(found.stream().filter(s -> s.token().equals(token)).count()).isEqualTo(most);
        assertThat(found.stream()
                        .filter(s -> s.token().equals(token))
                        .map(Made::channel)
                        .distinct()
                        .count())
                .isEqualTo(answer.getJsonArray("tokens").getJsonObject(0).getLong("channels"));
    }
}
