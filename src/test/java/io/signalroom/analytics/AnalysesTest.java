package io.signalroom.analytics;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.CandlesAsked;
import io.signalroom.bus.message.CandlesFound;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.EventLog.Change;
import io.signalroom.ledger.EventLog.Counted;
import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.MadeSignals;
import io.signalroom.testing.MadeSignals.Made;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.signalroom.testing.SetClock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Leaderboard, token statistics and trending tokens, from signals to answers; on a real PostgreSQL. */
@ExtendWith(Servers.class)
class AnalysesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-05-20T10:30:00Z");

    private final Room room = new Room();
    private final MadeSignals made = new MadeSignals(room, new Random(3));

    @AfterEach
    void stop() {
        room.close();
    }

    /** One call a day of a channel, with these results in R. */
    private List<Made> calls(long channel, String origin, String token, double... results) {
        List<Made> calls = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            calls.add(made.made(
                    NOW.minus(Duration.ofDays(i + 1)),
                    channel,
                    origin,
                    "trade_signal",
                    token,
                    results[i] > 0 ? "all_targets" : "stopped",
                    results[i]));
        }
        return calls;
    }

    /** So many wins and losses, mixed over the days. */
    private static double[] results(int wins, double win, int losses, double loss) {
        double[] all = new double[wins + losses];
        for (int i = 0; i < all.length; i++) {
            all[i] = i * wins / all.length < (i + 1) * wins / all.length ? win : loss;
        }
        return all;
    }

    private void deploy() {
        made.count();
        await(room.vertx.deployVerticle(new AnalyticsVerticle(
                new AnalyticsVerticle.Pools(room.pool), room.bus, ConfigSamples.CACHE, new SetClock(NOW))));
        whenMade();
    }

    private void whenMade() {
        room.eventually(
                SOON, () -> room.value("SELECT count(*) FROM scorecard_due").equals(0L));
    }

    private JsonObject ask(String operation, JsonObject parameters) {
        CachedAnswer answer = await(room.bus.request(
                Addresses.ANALYTICS_GET, new CachedQuery(operation, parameters), Duration.ofSeconds(5)));
        return answer.body().toJsonObject();
    }

    private static List<String> ranks(JsonObject board) {
        return board.getJsonArray("data").stream()
                .map(JsonObject.class::cast)
                .map(line -> line.getJsonObject("channel").getString("id") + ":" + line.getValue("rank"))
                .toList();
    }

    @Test
    void channels_are_ranked_by_what_a_call_surely_gives_and_not_by_their_win_rate() {
        List<Made> all = new ArrayList<>();
        all.addAll(calls(1, "witnessed", "SOL", results(27, 0.1, 3, -1)));
        all.addAll(calls(2, "witnessed", "SOL", results(15, 2, 15, -1)));
        all.addAll(calls(3, "witnessed", "SOL", results(19, 3, 0, 0)));
        all.addAll(calls(4, "imported", "SOL", results(25, 3, 0, 0)));
        made.put(all);
        deploy();
        JsonObject answer = ask("getLeaderboard", new JsonObject().put("period", "90d"));
        JsonArray boards = answer.getJsonArray("boards");
        assertThat(boards.stream().map(b -> ((JsonObject) b).getString("origin")))
                .containsExactly("witnessed", "imported");
        JsonObject witnessed = boards.getJsonObject(0);
        assertThat(ranks(witnessed)).containsExactly("2:1", "1:2", "3:null");
        assertThat(witnessed.getInteger("ranked")).isEqualTo(2);
        assertThat(witnessed.getInteger("results")).isEqualTo(79);
        assertThat(ranks(boards.getJsonObject(1))).containsExactly("4:1");
        JsonObject first = witnessed.getJsonArray("data").getJsonObject(0).getJsonObject("card");
        assertThat(first.getJsonObject("inR").getDouble("expectancy")).isEqualTo(0.5);
        assertThat(first.getJsonObject("inR").getJsonObject("winRate").getDouble("lower"))
                .isEqualTo(0.3315);
        assertThat(first.getJsonArray("best").getJsonObject(0).getDouble("r")).isEqualTo(2);
        JsonObject strict =
                ask("getLeaderboard", new JsonObject().put("period", "90d").put("minResults", 31));
        assertThat(strict.getJsonArray("boards").getJsonObject(0).getInteger("ranked"))
                .isZero();
    }

    @Test
    void a_result_that_comes_in_is_soon_on_the_board() {
        List<Made> calls = calls(2, "witnessed", "SOL", results(10, 1, 12, -1));
        made.put(calls);
        deploy();
        Made last = calls.get(21);
        await(room.pool
                .query("UPDATE outcome SET r = 40, percent = 80, state = 'all_targets' WHERE signal_id = '"
                        + last.id().value() + "'")
                .execute());
        Change change = new Change(EventLog.Type.OUTCOME, last.id(), 2, "witnessed", new Counted("trade_signal", 1));
        await(room.pool.withTransaction(tx -> new EventLog().append(tx, List.of(change))));
        room.eventually(SOON, () -> {
            JsonObject board = ask("getLeaderboard", new JsonObject().put("period", "all"))
                    .getJsonArray("boards")
                    .getJsonObject(0);
            return board.getDouble("mean") > 1;
        });
    }

    @Test
    void a_scorecard_looks_no_further_back_than_its_period() {
        made.put(calls(5, "witnessed", "SOL", results(60, 1, 60, -1)));
        deploy();
        assertThat(List.of("30d", "90d", "all").stream()
                        .map(period -> ask("getLeaderboard", new JsonObject().put("period", period))
                                .getJsonArray("boards")
                                .getJsonObject(0)
                                .getInteger("results"))
                        .collect(Collectors.toList()))
                .containsExactly(30, 90, 120);
    }

    @Test
    void figures_of_a_token_cover_all_its_channels_and_its_week() {
        List<Made> all = new ArrayList<>();
        all.addAll(calls(1, "imported", "SOL", 1, -1, 2));
        all.addAll(calls(2, "witnessed", "SOL", -1));
        all.addAll(calls(2, "witnessed", "BTC", 1));
        all.add(made.made(NOW.minus(Duration.ofDays(200)), 3, "imported", "listing", "SOL", null, null));
        made.put(all);
        List<CandlesAsked> asked = new ArrayList<>();
        await(room.bus.serve(Addresses.CANDLES_GET, (CandlesAsked question) -> {
            asked.add(question);
            String close = question.to().equals(NOW) ? "110" : "100";
            JsonObject candle =
                    new JsonObject().put("at", question.from().toString()).put("close", close);
            return Future.succeededFuture(new CandlesFound(new JsonObject()
                    .put("market", "SOL/USDT")
                    .put("feed", "binance")
                    .put("data", new JsonArray().add(candle))));
        }));
        deploy();
        JsonObject stats = ask("getTokenStats", new JsonObject().put("symbol", "SOL"));
        assertThat(stats.getInteger("signals")).isEqualTo(5);
        assertThat(stats.getInteger("channels")).isEqualTo(3);
        assertThat(stats.getJsonObject("byOrigin").getMap()).isEqualTo(Map.of("imported", 4, "witnessed", 1));
        assertThat(stats.getJsonObject("winRate").getInteger("of")).isEqualTo(4);
        assertThat(stats.getString("lastPostAt"))
                .isEqualTo(NOW.minus(Duration.ofDays(1)).toString());
        assertThat(stats.getString("firstPostAt"))
                .isEqualTo(NOW.minus(Duration.ofDays(200)).toString());
        // the 17th, 18th and twice the 19th of May 2026 are a Sunday, a Monday and a Tuesday
        JsonArray week = stats.getJsonArray("hourOfWeek");
        assertThat(week.getJsonArray(0).getInteger(10)).isEqualTo(1);
        assertThat(week.getJsonArray(1).getInteger(10)).isEqualTo(2);
        assertThat(week.getJsonArray(6).getInteger(10)).isEqualTo(1);
        assertThat(stats.getJsonObject("price").getDouble("change24h")).isEqualTo(10);
        assertThat(asked).allMatch(question -> question.feed().isEmpty());
        assertThat(stats.getJsonArray("scorecards").stream()
                        .map(JsonObject.class::cast)
                        .filter(card -> card.getString("period").equals("all"))
                        .map(card -> card.getString("origin") + " "
                                + card.getJsonObject("card")
                                        .getJsonObject("counts")
                                        .getInteger("calls")))
                .containsExactly("imported 3", "witnessed 1");
    }

    @Test
    void a_token_that_nobody_called_has_counts_of_0_and_no_price() {
        deploy();
        JsonObject stats = ask("getTokenStats", new JsonObject().put("symbol", "NOPE"));
        assertThat(stats.getInteger("signals")).isZero();
        assertThat(stats.getValue("price")).isNull();
        assertThat(stats.getValue("firstPostAt")).isNull();
        assertThat(stats.getJsonArray("scorecards")).isEmpty();
    }

    @Test
    void a_token_that_is_called_more_than_usual_trends_before_one_that_always_is() {
        List<Made> all = new ArrayList<>();
        for (int hour = 1; hour < 24 * 28; hour += 2) {
            all.add(made.made(
                    NOW.minus(Duration.ofHours(hour)), 1 + hour % 3, "witnessed", "trade_signal", "BTC", null, null));
        }
        for (int i = 0; i < 5; i++) {
            all.add(made.made(NOW.minusSeconds(600L * i), 1 + i % 3, "witnessed", "trade_signal", "PEPE", null, null));
        }
        all.add(made.made(NOW.minusSeconds(60), 1, "witnessed", "signal_update", "DOGE", null, null));
        made.put(all);
        deploy();
        JsonArray tokens = ask("getTrending", new JsonObject()).getJsonArray("data");
        assertThat(tokens.stream().map(t -> ((JsonObject) t).getString("symbol")))
                .containsExactly("PEPE", "BTC");
        assertThat(tokens.getJsonObject(0).getInteger("signals")).isEqualTo(5);
        assertThat(tokens.getJsonObject(0).getInteger("channels")).isEqualTo(3);
        assertThat(tokens.getJsonObject(0).getDouble("usual")).isZero();
        assertThat(ask("getTrending", new JsonObject().put("limit", 1)).getJsonArray("data"))
                .hasSize(1);
        assertThat(ask("getTrending", new JsonObject().put("origin", "demo")).getJsonArray("data"))
                .isEmpty();
    }

    @Test
    void attention_halves_every_six_hours_and_ends_after_24_with_the_channels_of_the_hours_before() {
        List<Made> all = new ArrayList<>();
        // it is 10:30: the hour that began at 10:00, the one six before it, the last that counts, the first that does
        // not
        all.add(made.made(NOW.minusSeconds(60), 1, "witnessed", "trade_signal", "SOL", null, null));
        all.add(made.made(NOW.minus(Duration.ofMinutes(6 * 60 + 20)), 1, "witnessed", "listing", "SOL", null, null));
        all.add(made.made(NOW.minus(Duration.ofMinutes(23 * 60 + 29)), 2, "imported", "listing", "SOL", null, null));
        all.add(made.made(NOW.minus(Duration.ofMinutes(23 * 60 + 31)), 3, "witnessed", "listing", "SOL", null, null));
        made.put(all);
        deploy();
        JsonObject sol =
                ask("getTrending", new JsonObject()).getJsonArray("data").getJsonObject(0);
        assertThat(sol.getDouble("attention")).isCloseTo(1 + 0.5 + Math.pow(0.5, 23 / 6.0), within(1e-3));
        assertThat(sol.getInteger("signals")).isEqualTo(3);
        assertThat(sol.getInteger("channels")).isEqualTo(2);
        assertThat(sol.getInteger("bullish") + sol.getInteger("bearish")).isEqualTo(1);
        JsonObject witnessed = ask("getTrending", new JsonObject().put("origin", "witnessed"))
                .getJsonArray("data")
                .getJsonObject(0);
        assertThat(witnessed.getInteger("signals")).isEqualTo(2);
        assertThat(witnessed.getInteger("channels")).isEqualTo(1);
    }
}
