package io.signalroom.ledger;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.SignalState;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Plans of lists in a ledger of which the asked value is a rare part, or none. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListPlansTest {
    private static final int SIGNALS = 100_000;
    private static final long QUIET = 51;

    private static final String CHANNELS = """
            INSERT INTO channel (id, username, title, origin, source)
            SELECT n, 'Channel' || n, 'Channel ' || n, 'demo', 'demo' FROM generate_series(1, 51) n""";

    private static final String FILL = """
            INSERT INTO signal (id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, reply_to,
                                origin, kind, direction, confidence, symbol)
            SELECT gen_random_uuid(), at, at, 1 + n %% 50, n, 1, 0, CASE WHEN n %% 4 = 0 THEN n - 50 END,
                   'demo', CASE WHEN n %% 4 = 0 THEN 'signal_update' ELSE 'trade_signal' END, 1 - n %% 3, 0.5,
                   'TOKEN' || n %% 40
            FROM generate_series(1, %d) n, LATERAL (
                SELECT timestamptz '2024-01-01' + n * (interval '900 days' / %d) AS at) t""";

    private static final String OUTCOMES = """
            INSERT INTO outcome (signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at,
                                 state, targets, has_stop, r, percent)
            SELECT id, posted_at, channel_id, origin, 1, 1, posted_at, posted_at + interval '7 days',
                   CASE WHEN message_id % 1000 = 1 THEN 'open' WHEN message_id % 3 = 0 THEN 'stopped' ELSE 'expired' END,
                   2, true, CASE WHEN message_id % 1000 <> 1 THEN (message_id * 7919 % 1000) / 100.0 - 5 END,
                   CASE WHEN message_id % 1000 <> 1 THEN (message_id * 104729 % 1000) / 10.0 END
            FROM signal WHERE kind = 'trade_signal'""";

    private final Room room = new Room();

    @BeforeAll
    void fill() {
        await(room.pool.query(CHANNELS).execute());
        await(room.pool.query(FILL.formatted(SIGNALS, SIGNALS)).execute());
        await(room.pool
                .query("UPDATE signal SET state = 'review' WHERE message_id % 1000 = 3")
                .execute());
        await(room.pool
                .query("UPDATE signal SET edited_at = posted_at WHERE message_id % 50 = 7")
                .execute());
        await(room.pool
                .query("UPDATE signal SET deleted_at = posted_at WHERE message_id % 70 = 9")
                .execute());
        await(room.pool
                .query("INSERT INTO market (feed, base, quote) VALUES ('mock', 'SOL', 'USDT')")
                .execute());
        await(room.pool
                .query("INSERT INTO outcome_assumptions (latency_seconds, expiry_seconds, scalp_expiry_seconds, fee,"
                        + " slippage) VALUES (30, 604800, 86400, 0.001, 0.0005)")
                .execute());
        await(room.pool.query(OUTCOMES).execute());
        await(room.pool.query("ANALYZE signal, outcome").execute());
    }

    @AfterAll
    void stop() {
        room.close();
    }

    private static SignalQuery asking(List<String> tokens, List<String> kinds, List<String> origins) {
        SignalQuery all = SignalQuery.all();
        return new SignalQuery(
                tokens,
                kinds,
                all.directions(),
                all.channels(),
                origins,
                all.minConfidence(),
                all.from(),
                all.to(),
                all.text(),
                Optional.empty(),
                all.state(),
                all.outcomes(),
                all.marks());
    }

    private String plan(SignalQuery query, Long... channels) {
        return plan(SignalSelect.page(query, Arrays.asList(channels), SignalSort.NEWEST, null, 51));
    }

    private String plan(SignalSelect select) {
        return plan(select.sql(), select.values());
    }

    private String plan(String sql, Tuple values) {
        List<String> lines = new ArrayList<>();
        for (Row row : await(
                room.pool.preparedQuery("EXPLAIN (ANALYZE, COSTS OFF) " + sql).execute(values))) {
            lines.add(row.getString(0));
        }
        return String.join("\n", lines);
    }

    private static SignalQuery turnedOut(String... states) {
        return SignalQuery.all()
                .turnedOut(new SignalQuery.Outcomes(List.of(states), OptionalDouble.empty(), OptionalDouble.empty()));
    }

    /** Partitions without rows may be read in any way. */
    private static void readsOnly(String index, String plan) {
        assertThat(plan).doesNotContainPattern("Seq Scan on signal_202[456]").doesNotContain("Rows Removed by Filter");
        for (int year = 2024; year <= 2026; year++) {
            assertThat(plan).contains("Index Scan using signal_" + year + index);
        }
    }

    @Test
    void a_rare_token_kind_origin_or_channel_is_found_by_its_index() {
        readsOnly("_symbol_posted_at_id", plan(asking(List.of("NOPE"), List.of(), List.of())));
        readsOnly("_kind_posted_at_id", plan(asking(List.of(), List.of("listing"), List.of())));
        readsOnly("_origin_posted_at_id", plan(asking(List.of(), List.of(), List.of("manual"))));
        readsOnly("_channel_id_", plan(SignalQuery.all(), QUIET));
    }

    @Test
    void a_common_token_or_channel_is_read_in_order() {
        String token = plan(asking(List.of("TOKEN7"), List.of(), List.of()));
        readsOnly("_symbol_posted_at_id", token);
        String channel = plan(SignalQuery.all(), 7L);
        readsOnly("_channel_id_posted_at_id", channel);
        assertThat(token + channel).doesNotContain("Sort Method");
    }

    @Test
    void the_few_that_wait_are_found_without_reading_the_feed() {
        SignalQuery waiting = SignalQuery.all().in(SignalState.REVIEW);
        readsOnly("_state_posted_at_id", plan(waiting));
        assertThat(await(new SignalStore().list(room.pool, waiting, SignalSort.NEWEST, null, 200))
                        .signals())
                .hasSize(SIGNALS / 1000);
    }

    @Test
    void answers_of_a_post_are_found_without_reading_its_channel() {
        readsOnly("_channel_id_reply_to", plan(SignalQuery.repliesTo(7, 6), 7L));
    }

    @Test
    void the_open_calls_of_a_channel_for_a_coin_are_found_without_reading_the_channel() {
        String keys =
                "[{\"c\":7,\"s\":\"TOKEN7\",\"first\":\"2025-06-01T00:00:00Z\",\"last\":\"2025-06-01T00:00:00Z\"}]";
        List<String> lines = new ArrayList<>();
        for (Row row : await(room.pool
                .preparedQuery("EXPLAIN (ANALYZE, COSTS OFF) " + ClaimStore.CALLS)
                .execute(Tuple.of(new JsonArray(keys))))) {
            lines.add(row.getString(0));
        }
        String plan = String.join("\n", lines);
        assertThat(plan)
                .contains("signal_2025_channel_id_symbol_posted_at_idx")
                .doesNotContain("Seq Scan on claim")
                .doesNotContain("Rows Removed by Filter");
        assertThat(plan.lines().filter(l -> l.contains("signal_2024") && !l.contains("never executed")))
                .isEmpty();
    }

    @Test
    void a_channel_that_nobody_knows_is_an_empty_page() {
        SignalQuery all = SignalQuery.all();
        SignalQuery nobody = new SignalQuery(
                all.tokens(),
                all.kinds(),
                all.directions(),
                List.of("nobody", "999"),
                all.origins(),
                all.minConfidence(),
                all.from(),
                all.to(),
                all.text(),
                all.replyTo(),
                all.state(),
                all.outcomes(),
                all.marks());
        assertThat(await(new SignalStore().list(room.pool, nobody, SignalSort.NEWEST, null, 50))
                        .signals())
                .isEmpty();
        assertThat(await(ChannelNames.ids(room.pool, List.of("@CHANNEL7", "7", "007", "channel8"))))
                .containsExactly(7L, 8L);
    }

    @Test
    void the_best_and_the_worst_results_are_read_in_order_by_their_index() {
        StoredSignal middle = await(new SignalStore().list(room.pool, SignalQuery.all(), SignalSort.R, null, 200))
                .signals()
                .get(199);
        for (SignalSort sort : SignalSort.values()) {
            Cursor cursor = sort.byResult() ? Cursor.at(middle, sort, false) : null;
            for (Cursor at : cursor == null ? List.<Cursor>of() : Arrays.asList(null, cursor)) {
                String plan = plan(SignalSelect.page(SignalQuery.all(), List.of(), sort, at, 51));
                assertThat(plan)
                        .contains("_" + sort.key().substring(2) + "_posted_at_signal_id_idx")
                        .doesNotContainPattern("Seq Scan on (signal|outcome)_202[456]")
                        .doesNotContain("Sort Method");
            }
        }
    }

    @Test
    void the_calls_of_one_state_are_read_in_order_and_the_few_open_ones_without_the_rest() {
        for (String state : List.of("stopped", "open", "waiting")) {
            assertThat(plan(turnedOut(state)))
                    .contains("_state_posted_at_signal_id_idx")
                    .doesNotContainPattern("Seq Scan on (signal|outcome)_202[456]");
        }
        assertThat(plan(turnedOut("stopped"))).doesNotContain("Sort Method");
        assertThat(plan(turnedOut("open", "waiting"))).doesNotContainPattern("Seq Scan on (signal|outcome)_202[456]");
    }

    @Test
    void signals_of_edited_or_deleted_posts_are_found_by_indexes_that_hold_no_others() {
        for (String mark : List.of("edited", "deleted")) {
            assertThat(plan(marked(mark)))
                    .contains("_posted_at_id_idx")
                    .doesNotContainPattern("Seq Scan on signal_202[456]")
                    .doesNotContainPattern("Rows Removed by Filter: [0-9]{3}");
            assertThat(plan(marked(mark), QUIET))
                    .contains("_channel_id_posted_at_id_idx")
                    .doesNotContainPattern("Seq Scan on signal_202[456]")
                    .doesNotContain("Rows Removed by Filter");
        }
        assertThat(plan(marked("edited", "deleted"))).doesNotContainPattern("Seq Scan on signal_202[456]");
        assertThat(await(new SignalStore().list(room.pool, marked("deleted"), SignalSort.NEWEST, null, 50))
                        .signals())
                .allMatch(signal -> signal.marks().deletedAt() != null)
                .hasSize(50);
    }

    private static SignalQuery marked(String... marks) {
        SignalQuery all = SignalQuery.all();
        return new SignalQuery(
                all.tokens(),
                all.kinds(),
                all.directions(),
                all.channels(),
                all.origins(),
                all.minConfidence(),
                all.from(),
                all.to(),
                all.text(),
                all.replyTo(),
                all.state(),
                all.outcomes(),
                List.of(marks));
    }

    @Test
    void outcomes_are_looked_up_for_the_page_only() {
        String plan = plan(asking(List.of(), List.of(), List.of("demo")));
        assertThat(plan).containsPattern("outcome_202[456]_pkey on [^\\n]*\\(actual [^\\n]*loops=[1-5]?[0-9]\\)");
        assertThat(plan).doesNotContainPattern("on outcome_202[456] [^\\n]*loops=[0-9]{3}");
    }

    @Test
    void the_calls_of_a_coin_and_the_coins_are_found_by_the_index_on_the_coin() {
        String calls = plan(CallStore.CALLS + CallStore.IN_ORDER, Tuple.of("TOKEN7", 100));
        assertThat(calls)
                .contains("_symbol_posted_at_id_")
                .doesNotContain("Sort Method")
                .doesNotContainPattern("Seq Scan on signal_202[456]");
        assertThat(plan(CallStore.SYMBOLS, Tuple.tuple()))
                .contains("_symbol_posted_at_id_")
                .doesNotContainPattern("Seq Scan on signal_202[456]");
        assertThat(await(new CallStore().symbols(room.pool))).hasSize(30);
    }
}
