package io.signalroom.analytics;

import static io.signalroom.testing.Room.await;
import static io.signalroom.testing.Room.witnessed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.analytics.rollup.Rollups;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.JudgementStore;
import io.signalroom.ledger.JudgementStore.Judged;
import io.signalroom.ledger.LedgerCheck;
import io.signalroom.ledger.SignalQuery;
import io.signalroom.ledger.SignalSort;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.Verdict;
import io.signalroom.problem.DomainException;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.signalroom.testing.Calls;
import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.OutcomeRows;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class AnalyticsVerticleTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final JsonObject THAT_DAY =
            new JsonObject().put("from", "2026-03-01T00:00:00Z").put("to", "2026-03-02T00:00:00Z");
    private final Room room = new Room();

    @BeforeEach
    void start() {
        await(room.vertx.deployVerticle(Calls.parser(room)));
        await(room.vertx.deployVerticle(analytics()));
    }

    @AfterEach
    void stop() {
        room.close();
    }

    private AnalyticsVerticle analytics() {
        return new AnalyticsVerticle(
                new AnalyticsVerticle.Pools(room.pool), room.bus, ConfigSamples.CACHE, Clock.systemUTC());
    }

    private JsonObject historical(JsonObject parameters) {
        CachedAnswer answer = await(room.bus.request(
                Addresses.ANALYTICS_GET, new CachedQuery("getHistorical", parameters), Duration.ofSeconds(5)));
        return answer.body().toJsonObject();
    }

    private void whenCounted(long events) {
        room.hint();
        room.eventually(
                SOON,
                () -> room.value("SELECT recount_from IS NULL AND seq = " + events + " FROM rollup_position")
                        .equals(true));
    }

    @Test
    void signals_are_counted_by_hour_kind_and_direction() {
        room.post(Calls.many(7, 1, 30));
        whenCounted(30);
        JsonObject answer = historical(THAT_DAY);
        JsonObject bucket = answer.getJsonArray("series").getJsonObject(0);
        assertThat(bucket.getString("at")).isEqualTo("2026-03-01T09:00:00Z");
        assertThat(bucket.getLong("bullish")).isEqualTo(15);
        assertThat(bucket.getLong("bearish")).isEqualTo(15);
        assertThat(answer.getJsonObject("summary").getLong("signals")).isEqualTo(30);
        assertThat(answer.getJsonObject("summary").getLong("channels")).isEqualTo(1);
        assertThat(answer.getJsonObject("summary").getLong("latencyOf")).isEqualTo(30);
        assertThat(answer.getJsonArray("tokens")).hasSize(10);
    }

    @Test
    void a_withdrawn_signal_counts_no_more() {
        room.post(witnessed(7, 1, "LONG SOL"), witnessed(7, 2, "LONG BTC"));
        whenCounted(2);
        SignalStore signals = new SignalStore();
        var id = await(signals.list(room.pool, SignalQuery.all(), SignalSort.NEWEST, null, 10))
                .signals()
                .get(0)
                .id();
        await(room.pool.withTransaction(tx -> signals.withdraw(tx, new EventLog(), id)));
        whenCounted(3);
        assertThat(historical(THAT_DAY).getJsonObject("summary").getLong("signals"))
                .isEqualTo(1);
    }

    @Test
    void a_corrected_signal_counts_as_what_it_is_now_and_a_rejected_one_no_more() {
        room.post(witnessed(7, 1, "LONG SOL"), witnessed(7, 2, "LONG BTC"));
        whenCounted(2);
        SignalFields shorted = SignalFields.builder()
                .symbol("BTC")
                .side(Side.SHORT)
                .entryMarket(true)
                .build();
        SignalFields listed =
                SignalFields.builder().symbol("BTC").event(SignalEvent.LISTED).build();
        judge("BTC", Verdict.CORRECT, PostKind.TRADE_SIGNAL, shorted);
        whenCounted(3);
        JsonObject bucket = historical(THAT_DAY).getJsonArray("series").getJsonObject(0);
        assertThat(bucket.getLong("bullish")).isEqualTo(1);
        assertThat(bucket.getLong("bearish")).isEqualTo(1);
        judge("BTC", Verdict.CORRECT, PostKind.LISTING, listed);
        judge("SOL", Verdict.REJECT, PostKind.TRADE_SIGNAL, shorted);
        whenCounted(5);
        assertThat(historical(THAT_DAY).getJsonObject("summary").getJsonObject("byKind"))
                .isEqualTo(new JsonObject().put("listing", 1));
        assertThat(room.value("SELECT sum(signals)::int FROM rollup_channel")).isEqualTo(1);
        assertThat(await(new LedgerCheck().run(room.pool))).allMatch(result -> result.broken() == 0);
    }

    @Test
    void a_count_that_the_signals_do_not_bear_out_is_found() {
        room.post(witnessed(7, 1, "LONG SOL"));
        whenCounted(1);
        await(room.pool.query("UPDATE signal SET direction = -1").execute());
        assertThat(await(new LedgerCheck().run(room.pool)))
                .filteredOn(result -> result.broken() != 0)
                .extracting(LedgerCheck.Result::promise)
                .containsExactly(
                        "the hourly counts, once they are up to date, equal a recount of the signals",
                        "the daily counts of the feed, once they are up to date, equal a recount of the signals",
                        "the daily counts of each channel, once they are up to date, equal a recount of the signals",
                        "the daily counts of each token, once they are up to date, equal a recount of the signals",
                        "the callers by kind of tokens' days, once they are up to date, equal a recount of the signals");
    }

    private void judge(String symbol, Verdict verdict, PostKind kind, SignalFields fields) {
        JudgementStore judgements = new JudgementStore();
        SignalId id =
                await(new SignalStore().list(room.pool, SignalQuery.all(), SignalSort.NEWEST, null, 10))
                        .signals()
                        .stream()
                        .filter(s -> symbol.equals(s.fields().symbol()))
                        .findFirst()
                        .orElseThrow()
                        .id();
        await(room.pool.withTransaction(tx -> judgements
                .lock(tx, id)
                .compose(now -> judgements.judge(tx, now, new Judged("tester", verdict, kind, fields, null)))));
    }

    @Test
    void an_hour_whose_signals_are_all_withdrawn_is_left_out() {
        room.post(witnessed(7, 1, "LONG SOL"));
        whenCounted(1);
        SignalStore signals = new SignalStore();
        var id = await(signals.list(room.pool, SignalQuery.all(), SignalSort.NEWEST, null, 10))
                .signals()
                .get(0)
                .id();
        await(room.pool.withTransaction(tx -> signals.withdraw(tx, new EventLog(), id)));
        whenCounted(2);
        JsonObject answer = historical(THAT_DAY);
        assertThat(answer.getJsonArray("series")).isEmpty();
        assertThat(answer.getJsonObject("summary").getJsonObject("byKind")).isEmpty();
        assertThat(answer.getJsonObject("summary").getJsonObject("byOrigin")).isEmpty();
    }

    @Test
    void tokens_of_a_long_stretch_are_those_of_its_last_31_days_and_it_says_so() {
        room.post(witnessed(7, 1, "LONG SOL"));
        whenCounted(1);
        assertThat(historical(THAT_DAY).fieldNames()).doesNotContain("tokensFrom");
        JsonObject ending =
                historical(new JsonObject().put("from", "2026-01-01T00:00:00Z").put("to", "2026-03-02T00:00:00Z"));
        assertThat(ending.getString("tokensFrom")).isEqualTo("2026-01-30T00:00:00Z");
        assertThat(ending.getJsonArray("tokens")).hasSize(1);
        JsonObject later =
                historical(new JsonObject().put("from", "2026-01-01T00:00:00Z").put("to", "2026-05-01T00:00:00Z"));
        assertThat(later.getJsonObject("summary").getLong("signals")).isEqualTo(1);
        assertThat(later.getString("tokensFrom")).isEqualTo("2026-03-31T00:00:00Z");
        assertThat(later.getJsonArray("tokens")).isEmpty();
    }

    @Test
    void a_wrong_count_of_a_channel_is_found() {
        room.post(witnessed(7, 1, "LONG SOL"));
        whenCounted(1);
        await(room.pool.query("UPDATE rollup_channel SET signals = 2").execute());
        assertThat(await(new LedgerCheck().run(room.pool)))
                .filteredOn(result -> result.broken() != 0)
                .containsExactly(
                        new LedgerCheck.Result("the counts by channel equal the sums of their months", 1, List.of()));
    }

    @Test
    void counts_equal_a_recount_after_two_nodes_counted_together() {
        await(room.vertx.deployVerticle(analytics()));
        Rollups rollups = new Rollups(room.pool);
        List<Future<?>> steps = new ArrayList<>();
        for (int batch = 0; batch < 10; batch++) {
            room.post(Calls.many(batch + 1, 1, 60));
            room.hint();
            for (int i = 0; i < 4; i++) {
                steps.add(rollups.advance(7));
            }
        }
        await(Future.join(steps));
        whenCounted(600);
        assertThat(await(new LedgerCheck().run(room.pool))).allMatch(result -> result.broken() == 0);
        assertThat(room.value("SELECT sum(signals)::bigint FROM rollup_hour")).isEqualTo(600L);
    }

    @Test
    void a_time_that_is_none_is_refused_in_words() {
        assertThatThrownBy(() -> historical(new JsonObject().put("from", "yesterday")))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("RFC 3339");
        assertThatThrownBy(() -> historical(new JsonObject().put("from", "-90d").put("bucket", "hour")))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("by day or week");
    }

    @Test
    void caches_are_told_of_every_change_by_a_number_that_only_grows() {
        List<Long> told = new CopyOnWriteArrayList<>();
        await(room.bus.listen(Addresses.ROLLUPS_ADVANCED, hint -> told.add(hint.revision())));
        room.post(Calls.many(7, 1, 30));
        whenCounted(30);
        await(room.pool
                .query("UPDATE rollup_position SET revision = revision + 1")
                .execute());
        room.eventually(
                SOON,
                () -> !told.isEmpty()
                        && told.get(told.size() - 1).equals(room.value("SELECT revision FROM rollup_position")));
        assertThat(told).isSorted();
    }

    @Test
    void an_outcome_that_comes_without_an_event_is_counted() {
        room.post(witnessed(7, 1, "LONG SOL"));
        whenCounted(1);
        var id = await(new SignalStore().list(room.pool, SignalQuery.all(), SignalSort.NEWEST, null, 10))
                .signals()
                .get(0)
                .id();
        OutcomeRows.put(room.pool, id, OutcomeRows.result("waiting", null, null));
        await(room.pool
                .query("INSERT INTO rollup_due SELECT id, posted_at, channel_id FROM signal")
                .execute());
        room.eventually(
                SOON,
                () -> room.value("SELECT sum(waiting)::int FROM rollup_hour").equals(1));
        assertThat(room.value("SELECT count(*) FROM rollup_due")).isEqualTo(0L);
    }

    @Test
    void a_signal_that_was_corrected_while_its_token_was_counted_is_counted_as_what_it_is() {
        for (String seen : List.of("rollup_day", "rollup_day_sum")) {
            // the counts and their sums are of two moments: only one of them has the token it was
            room.post(witnessed(7, seen.length(), "LONG SOL"));
            room.hint();
            room.eventually(
                    SOON,
                    () -> room.value("SELECT count(*) FROM rollup_day_sum WHERE key = 'SOL'")
                            .equals(1L));
            String other = seen.equals("rollup_day") ? "rollup_day_sum" : "rollup_day";
            await(room.pool
                    .query("DELETE FROM " + other + " WHERE scope = 'token'")
                    .execute());
            SignalFields bitcoin = SignalFields.builder()
                    .symbol("BTC")
                    .side(Side.LONG)
                    .entryMarket(true)
                    .build();
            judge("SOL", Verdict.CORRECT, PostKind.TRADE_SIGNAL, bitcoin);
            room.hint();
            room.eventually(
                    SOON,
                    () -> room.value("SELECT count(*) FROM rollup_day WHERE key = 'SOL'")
                                    .equals(0L)
                            && room.value("SELECT p.seq = h.seq FROM rollup_position p, event_head h")
                                    .equals(true));
            assertThat(room.value("SELECT count(*) FROM rollup_day_sum WHERE key = 'SOL'"))
                    .isEqualTo(0L);
        }
        assertThat(await(new LedgerCheck().run(room.pool))).allMatch(result -> result.broken() == 0);
    }

    @Test
    void counting_all_anew_finds_counts_that_no_signal_bears_out_and_says_how_far_it_is() {
        room.post(witnessed(7, 1, "LONG SOL"));
        whenCounted(1);
        await(room.pool
                .query("UPDATE rollup_day SET day = day - interval '40 days', key = 'GONE' WHERE scope = 'token'")
                .execute());
        await(room.pool
                .query("UPDATE rollup_hour SET hour = hour - interval '40 days'")
                .execute());
        List<JsonObject> told = new CopyOnWriteArrayList<>();
        await(room.bus.listen(Addresses.STATUS_REPORTED, part -> {
            if (part.part().equals("analytics")) {
                told.add(part.state());
            }
        }));
        await(room.pool.query("UPDATE rollup_position SET epoch = 'of before'").execute());
        room.hint();
        room.eventually(
                SOON,
                () -> !told.isEmpty()
                        && told.get(told.size() - 1).getString("state").equals("following"));
        assertThat(told.get(0).getString("state")).isEqualTo("recounting");
        assertThat(told.get(0).getString("recountedTo")).isEqualTo("2026-01-20T00:00:00Z");
        assertThat(await(new LedgerCheck().run(room.pool))).allMatch(result -> result.broken() == 0);
    }

    @Test
    void every_column_of_the_sums_is_checked() {
        room.post(witnessed(7, 1, "LONG SOL"));
        whenCounted(1);
        await(room.pool
                .query("UPDATE rollup_day_sum SET wins = 5 WHERE scope = 'channel'")
                .execute());
        assertThat(await(new LedgerCheck().run(room.pool)))
                .filteredOn(result -> result.broken() != 0)
                .containsExactly(new LedgerCheck.Result(
                        "the sums by hour and day, once they are up to date, equal those of the counts", 1, List.of()));
    }
}
