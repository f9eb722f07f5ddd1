package io.signalroom.market.outcome;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.CandlesStored;
import io.signalroom.bus.message.SignalFieldsJson;
import io.signalroom.config.AppConfig;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.LedgerCheck;
import io.signalroom.ledger.SignalQuery;
import io.signalroom.ledger.SignalSort;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.market.candle.Market;
import io.signalroom.market.outcome.ReferenceOutcome.Bar;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.Origin;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.signalroom.testing.SetClock;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From stored posts and candles to outcomes, on a real PostgreSQL. */
@ExtendWith(Servers.class)
class OutcomeVerticleTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration EXPIRY = Duration.ofMinutes(60);
    private static final AppConfig.Outcomes SETTINGS =
            new AppConfig.Outcomes(Duration.ofSeconds(30), EXPIRY, EXPIRY, 0.1, 0.05);
    private static final Assumptions ASSUMED = Assumptions.of(SETTINGS);
    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final int CHANNEL = 7;

    private final Room room = new Room();
    private final KnownCandles mock = new KnownCandles();
    private final KnownCandles stored = new KnownCandles();
    private final SetClock clock = new SetClock(Instant.ofEpochMilli(NOON));
    private final Map<String, List<Bar>> bars = new TreeMap<>();
    private String deployed;

    @BeforeEach
    void start() {
        await(room.vertx.deployVerticle(new ParserVerticle(room.pool, room.bus, OutcomeVerticleTest::judge)));
    }

    @AfterEach
    void stop() {
        room.close();
    }

    /** A text is the JSON of its values. */
    private static Judgement judge(String text, ParsedSignal parent) {
        JsonObject json = new JsonObject(text);
        PostKind kind = PostKind.ofWire(json.getString("kind"));
        return Judgement.of(
                List.of(new ParsedSignal(kind, SignalFieldsJson.read(json), List.of(), 0.9)), List.of("as told"));
    }

    private static String text(PostKind kind, SignalFields fields) {
        JsonObject json = new JsonObject().put("kind", kind.wire());
        SignalFieldsJson.write(kind, fields, json);
        return json.encode();
    }

    private void deploy() {
        deployed = await(room.vertx.deployVerticle(new OutcomeVerticle(
                room.pool, room.bus, SETTINGS, new OutcomeVerticle.Prices(mock, "file", stored), clock)));
    }

    private void redeploy() {
        await(room.vertx.undeploy(deployed));
        deploy();
    }

    private void market(String base, List<Bar> all) {
        bars.put(base, all);
        stored.put(new Market(base, "USDT"), all);
        mock.put(new Market(base, "USDT"), all);
    }

    private void know(String base, long until) {
        know(base, Long.MIN_VALUE, until);
    }

    private void know(String base, long from, long to) {
        stored.know(new Market(base, "USDT"), from, to);
        mock.know(new Market(base, "USDT"), from, to);
        room.bus.publish(Addresses.CANDLES_STORED, new CandlesStored("file"));
    }

    private static Post imported(int message, long at, String text) {
        return new Post(CHANNEL, message, Instant.ofEpochMilli(at), null, text, null, Origin.IMPORTED);
    }

    /** The value of a query that gives one row or none. */
    private Object one(String sql) {
        return room.value("SELECT (" + sql + ")");
    }

    private String state(int message) {
        return String.valueOf(one(
                "SELECT o.state FROM outcome o JOIN signal s ON s.id = o.signal_id WHERE s.message_id = " + message));
    }

    private boolean upToDate() {
        return room.value("SELECT p.seq >= (SELECT max(seq) FROM signal_event WHERE type <> 'signal.outcome') "
                        + "AND NOT EXISTS (SELECT 1 FROM parse_queue) FROM outcome_position p")
                .equals(true);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_comes_when_outcomes_equal_a_full_recomputation_and_the_definitions(long seed) {
        Random dice = new Random(seed);
        List<String> coins = List.of("AAA", "BBB", "CCC");
        coins.forEach(coin -> market(coin, PositionPropertyTest.candles(dice)));
        deploy();
        Map<Integer, Post> posts = new TreeMap<>();
        long known = NOON;
        for (int step = 0; step < 40; step++) {
            switch (dice.nextInt(6)) {
                case 0, 1 -> call(posts, dice, coins);
                case 2 -> edit(posts, dice);
                case 3 -> withdraw(dice);
                case 4 -> {
                    known += dice.nextInt(20) * MINUTE;
                    clock.set(Instant.ofEpochMilli(Math.max(known, clock.millis())));
                    long from = known - dice.nextInt(60) * MINUTE;
                    know(coins.get(dice.nextInt(3)), dice.nextBoolean() ? Long.MIN_VALUE : from, known);
                }
                default -> {
                    if (dice.nextInt(3) == 0) {
                        redeploy();
                    }
                }
            }
        }
        clock.set(Instant.ofEpochMilli(NOON + Duration.ofDays(2).toMillis()));
        coins.forEach(coin -> know(coin, Long.MAX_VALUE));
        room.hint();
        room.eventually(SOON, () -> upToDate() && rows().equals(expected()));
        recomputed();
        assertThat(rows()).isEqualTo(expected());
        assertThat(await(new LedgerCheck().run(room.pool))).allMatch(result -> result.broken() == 0);
    }

    /** Minutes at one price, then up by one a minute. */
    private static List<Bar> rising(int quiet, int minutes) {
        List<Bar> all = new ArrayList<>();
        for (int i = -25 * 60; i < minutes; i++) {
            double first = 100 + Math.max(0, i - quiet);
            double last = 100 + Math.max(0, i + 1 - quiet);
            all.add(new Bar(NOON + i * MINUTE, NOON + (i + 1) * MINUTE, first, last, first, last));
        }
        return all;
    }

    private static SignalFields buy(String coin) {
        return SignalFields.builder()
                .symbol(coin)
                .side(Side.LONG)
                .entryMarket(true)
                .targets(List.of(BigDecimal.valueOf(103), BigDecimal.valueOf(106)))
                .stopLoss(BigDecimal.valueOf(95))
                .build();
    }

    private void at(String coin, int minute) {
        clock.set(Instant.ofEpochMilli(NOON + minute * MINUTE));
        know(coin, NOON + minute * MINUTE);
    }

    private String events() {
        return String.valueOf(room.value("SELECT string_agg(type, ' ' ORDER BY seq) FROM signal_event"));
    }

    @Test
    void every_change_of_an_outcome_is_an_event_in_the_log() {
        market("AAA", rising(5, 30));
        deploy();
        room.post(imported(1, NOON, text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        room.hint();
        room.eventually(SOON, () -> state(1).equals("no_data"));
        at("AAA", 3);
        room.eventually(SOON, () -> state(1).equals("open"));
        at("AAA", 8);
        room.eventually(SOON, () -> one("SELECT cardinality(hits) FROM outcome").equals(1));
        at("AAA", 12);
        room.eventually(SOON, () -> state(1).equals("all_targets"));
        assertThat(events()).isEqualTo("signal.created signal.outcome signal.outcome signal.outcome");
        assertThat(room.value("SELECT run_up_1h || ' ' || run_up_24h || ' ' || followed FROM outcome"))
                .isEqualTo("0 0 true");
    }

    @Test
    void a_call_at_a_hole_keeps_no_other_call_waiting() {
        market("AAA", rising(5, 3_000));
        long hole = NOON + 20 * MINUTE;
        stored.know(new Market("AAA", "USDT"), Long.MIN_VALUE, hole);
        stored.know(new Market("AAA", "USDT"), hole + MINUTE, Long.MAX_VALUE);
        deploy();
        SignalFields far = SignalFields.builder()
                .symbol("AAA")
                .side(Side.LONG)
                .entryMarket(true)
                .targets(List.of(BigDecimal.valueOf(2_000)))
                .build();
        SignalFields near = SignalFields.builder()
                .symbol("AAA")
                .side(Side.LONG)
                .entryMarket(true)
                .targets(List.of(BigDecimal.valueOf(1_700)))
                .build();
        room.post(imported(1, NOON, text(PostKind.TRADE_SIGNAL, far)));
        room.post(imported(2, NOON + 1_560 * MINUTE, text(PostKind.TRADE_SIGNAL, near)));
        room.hint();
        clock.set(Instant.ofEpochMilli(NOON + 1_600 * MINUTE));
        room.eventually(SOON, () -> state(1).equals("open") && state(2).equals("open"));
        clock.set(Instant.ofEpochMilli(NOON + 1_610 * MINUTE));
        room.eventually(SOON, () -> state(2).equals("all_targets"));
        assertThat(state(1)).isEqualTo("open");
        stored.know(new Market("AAA", "USDT"), hole, hole + MINUTE);
        room.bus.publish(Addresses.CANDLES_STORED, new CandlesStored("file"));
        room.eventually(SOON, () -> state(1).equals("expired"));
    }

    @Test
    void a_second_node_takes_over_where_the_first_ended() {
        market("AAA", rising(5, 30));
        deploy();
        String second = await(room.vertx.deployVerticle(new OutcomeVerticle(
                room.pool, room.bus, SETTINGS, new OutcomeVerticle.Prices(mock, "file", stored), clock)));
        room.post(imported(1, NOON, text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        room.hint();
        at("AAA", 3);
        room.eventually(SOON, () -> state(1).equals("open"));
        await(room.vertx.undeploy(deployed));
        at("AAA", 12);
        room.eventually(SOON, () -> state(1).equals("all_targets"));
        assertThat(events()).isEqualTo("signal.created signal.outcome signal.outcome");
        await(room.vertx.undeploy(second));
    }

    @Test
    void the_demo_follows_invented_prices_and_nothing_else_does() {
        stored.put(new Market("AAA", "USDT"), rising(5, 30));
        mock.put(new Market("AAA", "USDT"), rising(200, 30));
        deploy();
        room.post(imported(1, NOON, text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        room.post(new Post(
                8, 2, Instant.ofEpochMilli(NOON), null, text(PostKind.TRADE_SIGNAL, buy("AAA")), null, Origin.DEMO));
        room.hint();
        at("AAA", 20);
        room.eventually(SOON, () -> state(1).equals("all_targets") && state(2).equals("open"));
        assertThat(room.value("SELECT string_agg(feed || origin, ' ' ORDER BY feed) FROM outcome o "
                        + "JOIN market m ON m.id = o.market_id"))
                .isEqualTo("fileimported mockdemo");
    }

    @Test
    void a_launch_is_held_and_measured_at_fixed_times() {
        market("AAA", rising(0, 10 * 24 * 60));
        deploy();
        SignalFields launch = SignalFields.builder().symbol("AAA").build();
        room.post(imported(1, NOON, text(PostKind.TOKEN_LAUNCH, launch)));
        room.hint();
        at("AAA", 90);
        String twice =
                "SELECT (horizons->>'5m') || ' ' || (horizons->>'1h') || ' ' || (horizons->>'24h' IS NULL) FROM outcome";
        room.eventually(SOON, () -> "3.9604 58.4158 true".equals(one(twice)));
        at("AAA", 8 * 24 * 60);
        room.eventually(SOON, () -> one("SELECT followed FROM outcome").equals(true));
        assertThat(room.value("SELECT state || ' ' || (r IS NULL) || ' ' || (horizons->>'24h') FROM outcome"))
                .isEqualTo("expired true 1424.7525");
    }

    @Test
    void what_is_no_call_has_no_outcome_and_what_is_withdrawn_has_none_any_more() {
        market("AAA", rising(5, 30));
        deploy();
        room.post(imported(1, NOON, text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        room.post(imported(
                2,
                NOON,
                text(PostKind.LISTING, SignalFields.builder().symbol("AAA").build())));
        room.post(imported(
                3,
                NOON,
                text(PostKind.TRADE_SIGNAL, SignalFields.builder().symbol("AAA").build())));
        room.hint();
        room.eventually(SOON, () -> room.value("SELECT count(*) FROM signal").equals(3L) && upToDate());
        assertThat(room.value("SELECT count(*) FROM outcome")).isEqualTo(1L);
        signals()
                .forEach(signal -> await(
                        room.pool.withTransaction(tx -> new SignalStore().withdraw(tx, new EventLog(), signal.id()))));
        room.eventually(SOON, () -> room.value("SELECT count(*) FROM outcome").equals(0L));
    }

    @Test
    void under_other_assumptions_every_call_is_measured_anew_and_readers_load_again() {
        market("AAA", rising(5, 30));
        deploy();
        room.post(imported(1, NOON, text(PostKind.TRADE_SIGNAL, buy("AAA"))));
        room.hint();
        at("AAA", 20);
        room.eventually(SOON, () -> state(1).equals("all_targets"));
        Object before = room.value("SELECT percent FROM outcome");
        Object epoch = room.value("SELECT epoch FROM event_head");
        await(room.vertx.undeploy(deployed));
        AppConfig.Outcomes dear = new AppConfig.Outcomes(Duration.ofSeconds(30), EXPIRY, EXPIRY, 2, 0.05);
        await(room.vertx.deployVerticle(new OutcomeVerticle(
                room.pool, room.bus, dear, new OutcomeVerticle.Prices(mock, "file", stored), clock)));
        room.eventually(SOON, () -> !room.value("SELECT epoch FROM event_head").equals(epoch));
        assertThat((double) room.value("SELECT percent FROM outcome")).isLessThan((double) before - 3);
    }

    private void call(Map<Integer, Post> posts, Random dice, List<String> coins) {
        int message = posts.size() + 1;
        SignalFields plan = PositionPropertyTest.call(dice, coins.get(dice.nextInt(coins.size())));
        Post post = imported(message, NOON + dice.nextInt(90) * 20_000L, text(PostKind.TRADE_SIGNAL, plan));
        posts.put(message, post);
        room.post(post);
        room.hint();
    }

    /** Another plan in a later version changes nothing. */
    private void edit(Map<Integer, Post> posts, Random dice) {
        if (!posts.isEmpty()) {
            Post post = posts.get(1 + dice.nextInt(posts.size()));
            room.post(Room.edited(
                    post, 60 + dice.nextInt(600), text(PostKind.TRADE_SIGNAL, PositionPropertyTest.call(dice, "AAA"))));
            room.hint();
        }
    }

    private void withdraw(Random dice) {
        List<StoredSignal> all = signals();
        if (!all.isEmpty() && dice.nextInt(3) == 0) {
            await(room.pool.withTransaction(tx -> new SignalStore()
                    .withdraw(
                            tx,
                            new EventLog(),
                            all.get(dice.nextInt(all.size())).id())));
        }
    }

    private List<StoredSignal> signals() {
        return await(new SignalStore().list(room.pool, SignalQuery.all(), SignalSort.NEWEST, null, 200))
                .signals();
    }

    /** Runs it under the lease's number, as the verticle does. */
    private void recomputed() {
        await(room.vertx.undeploy(deployed));
        await(room.pool
                .query("UPDATE outcome SET assumptions_id = 0, state = 'no_data', r = 17")
                .execute());
        deploy();
        room.eventually(
                SOON,
                () -> room.value("SELECT count(*) FROM outcome WHERE r = 17 OR assumptions_id = 0")
                        .equals(0L));
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Row row : await(room.pool
                .query("SELECT signal_id, state, missed_by, r, percent, fills::text || exits::text, "
                        + "cardinality(hits) AS hits FROM outcome ORDER BY signal_id")
                .execute())) {
            rows.add(line(
                    row.getUUID(0).toString(),
                    row.getString(1),
                    row.getString(2),
                    row.getDouble(3),
                    row.getDouble(4),
                    row.getString(5),
                    row.getInteger(6)));
        }
        return rows;
    }

    private static String line(
            String id, String state, String missed, Double r, Double percent, String trades, int hits) {
        return "%s %s %s %s %s %s %d"
                .formatted(
                        id,
                        state,
                        missed,
                        r == null ? "-" : "%.9f".formatted(r),
                        percent == null ? "-" : "%.9f".formatted(percent),
                        trades,
                        hits);
    }

    private List<String> expected() {
        List<String> rows = new ArrayList<>();
        for (StoredSignal signal : signals()) {
            long begins = signal.postedAt().toEpochMilli() + 30_000;
            Outcome outcome = ReferenceOutcome.of(
                    TradePlan.of(signal.fields()),
                    ASSUMED,
                    begins,
                    begins + EXPIRY.toMillis(),
                    bars.get(signal.fields().symbol()));
            rows.add(line(
                    signal.id().value().toString(),
                    outcome.state().wire(),
                    outcome.missedBy() == null ? null : outcome.missedBy().wire(),
                    outcome.r(),
                    outcome.percent(),
                    OutcomeJson.fills(outcome) + OutcomeJson.exits(outcome),
                    outcome.targetsHit()));
        }
        rows.sort(null);
        return rows;
    }
}
