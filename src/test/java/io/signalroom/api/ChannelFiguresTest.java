package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.StatusAsked;
import io.signalroom.bus.message.StatusBoard;
import io.signalroom.ledger.MessageStore;
import io.signalroom.ledger.PostBatch;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a channel did lately, with and without what was imported. */
@ExtendWith(Servers.class)
class ChannelFiguresTest {
    private static final ChannelInfo CHANNEL = new ChannelInfo(7001, "figures", "Figures", false);

    private static final String DAY = """
            INSERT INTO rollup_day_sum (scope, key, day, origin, signals, edited, deleted, posts, no_data, waiting,
                open, unfilled, all_targets, stopped, expired, results, wins, in_r, sum_r, bearish, neutral, bullish,
                trade_signal, signal_update, token_launch, listing, pump_alert)
            SELECT 'channel', '7001', date_trunc('day', $1::timestamptz, 'UTC'), o.origin, o.signals, o.edited, 0,
                o.posts, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
            FROM (VALUES ('witnessed', 3, 1, 2), ('imported', 10, 5, 9)) AS o (origin, signals, edited, posts)""";

    private static final String CARD = """
            INSERT INTO scorecard (scope, key, origin, period, card)
            SELECT 'channel', '7001', o.origin, '90d', json_build_object('inPercent', NULL, 'inR',
                CASE WHEN o.wins > 0 THEN json_build_object('ranked', true,
                    'winRate', json_build_object('hits', o.wins, 'of', 20, 'share', 0.6, 'lower', 0.39, 'upper', 0.78)) END)
            FROM (VALUES ('witnessed', $1::integer), ('imported', 19)) AS o (origin, wins)""";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void store(String source, Origin origin, Instant at, long... ids) {
        List<Post> posts = LongStream.of(ids)
                .mapToObj(id -> new Post(CHANNEL.id(), id, at, null, "post " + id, null, origin))
                .toList();
        Wait.on(server.pool.withTransaction(
                tx -> new MessageStore().store(tx, new PostBatch(source, List.of(CHANNEL), posts))));
    }

    private void heard(Instant at, long... ids) {
        store("bot_api", Origin.WITNESSED, at, ids);
    }

    private void imported(Instant at, long... ids) {
        store("import", Origin.IMPORTED, at, ids);
    }

    private void counted(int wins) {
        Wait.on(server.pool.preparedQuery(DAY).execute(Tuple.of(now.atOffset(ZoneOffset.UTC))));
        Wait.on(server.pool.preparedQuery(CARD).execute(Tuple.of(wins)));
    }

    private JsonObject figures(String query) {
        return server.get("/channels/7001" + query).bodyAsJsonObject();
    }

    private static String share(JsonObject channel, String name) {
        JsonObject share = channel.getJsonObject(name);
        return share.getLong("hits") + "/" + share.getLong("of");
    }

    @Test
    void a_channel_that_was_never_heard_has_none() {
        server.post("/channels", new JsonObject().put("title", "Never heard"));
        JsonObject never = server.get("/channels/-2").bodyAsJsonObject();
        assertThat(never.getString("state")).isEqualTo("waiting");
        assertThat(never.getString("cure")).isEqualTo("add_bot");
        assertThat(never.getValue("postsPerDay")).isNull();
        assertThat(never.getValue("signalShare")).isNull();
        assertThat(never.getValue("record")).isNull();
    }

    @Test
    void what_was_imported_counts_only_when_asked_for() {
        imported(now.minus(Duration.ofDays(5)), 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
        heard(now, 21, 22, 23, 24);
        counted(12);

        JsonObject without = figures("");
        assertThat(without.getDouble("postsPerDay")).isEqualTo(4);
        assertThat(share(without, "signalShare")).isEqualTo("2/4");
        assertThat(share(without, "edited")).isEqualTo("1/3");
        assertThat(share(without, "deleted")).isEqualTo("0/3");
        assertThat(without.getJsonObject("record").getString("origin")).isEqualTo("witnessed");
        assertThat(share(without.getJsonObject("record"), "winRate")).isEqualTo("12/20");

        JsonObject with = figures("?imported=true");
        assertThat(with.getDouble("postsPerDay")).as("14 in 5 to 6 days").isBetween(2.3, 2.8);
        assertThat(share(with, "signalShare")).isEqualTo("11/14");
        assertThat(share(with, "edited")).isEqualTo("6/13");
        assertThat(share(with, "deleted")).isEqualTo("0/13");
        assertThat(with.getJsonObject("record").getString("origin")).isEqualTo("witnessed");
        assertThat(with.fieldNames()).isEqualTo(without.fieldNames()).doesNotContain("heardPerDay");
    }

    @Test
    void a_list_says_the_same() {
        heard(now, 21, 22, 23, 24);
        counted(12);
        JsonObject figures = figures("");
        JsonObject line = server.get("/channels?q=figures")
                .bodyAsJsonObject()
                .getJsonArray("data")
                .getJsonObject(0);
        line.forEach(member -> assertThat(figures.getValue(member.getKey())).isEqualTo(member.getValue()));
    }

    @Test
    void a_record_is_of_the_best_evidence_that_has_a_result() {
        heard(now, 21);
        counted(0);
        assertThat(figures("").getValue("record")).isNull();
        JsonObject record = figures("?imported=true").getJsonObject("record");
        assertThat(record.getString("origin")).isEqualTo("imported");
        assertThat(share(record, "winRate")).isEqualTo("19/20");
    }

    @Test
    void a_share_of_posts_with_signals_is_unknown_while_they_are_counted_anew() {
        heard(now, 21, 22, 23, 24);
        counted(12);
        Wait.on(server.pool
                .query("UPDATE rollup_day_sum SET posts = NULL WHERE origin = 'imported'")
                .execute());
        assertThat(share(figures(""), "signalShare")).isEqualTo("2/4");
        JsonObject with = figures("?imported=true");
        assertThat(with.getValue("signalShare")).isNull();
        assertThat(share(with, "edited")).isEqualTo("6/13");
    }

    @Test
    void whether_a_channel_is_silent_is_not_a_question_of_what_was_imported() {
        JsonArray sources =
                new JsonArray().add(new JsonObject().put("id", "bot_api").put("state", "reading"));
        Wait.on(server.bus.serve(
                Addresses.STATUS_GET,
                (StatusAsked q) -> Future.succeededFuture(new StatusBoard(new JsonObject().put("sources", sources)))));
        long[] many = LongStream.rangeClosed(100, 400).toArray();
        imported(now.minus(Duration.ofDays(8)), many);
        heard(now.minus(Duration.ofDays(3)), 21);

        assertThat(figures("").getString("state")).isEqualTo("reading");
        assertThat(figures("?imported=true").getString("state")).isEqualTo("reading");
    }
}
