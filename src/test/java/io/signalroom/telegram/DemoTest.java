package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static io.signalroom.testing.Room.witnessed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.analytics.AnalyticsVerticle;
import io.signalroom.bus.Addresses;
import io.signalroom.demo.DemoEvent;
import io.signalroom.demo.DemoPost;
import io.signalroom.demo.DemoWriter;
import io.signalroom.ledger.DemoData;
import io.signalroom.ledger.DemoProgress;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.LedgerCheck;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.OutcomeRows;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Loading, resuming, replacing and removing the demo. */
@ExtendWith(Servers.class)
class DemoTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");
    private static final String CONTENT = """
            SELECT md5(string_agg(channel_id || ' ' || message_id || ' ' || revision || ' ' || posted_at || ' ' || text, '|'
                       ORDER BY channel_id, message_id, revision)) FROM message""";

    private final Room room = new Room();
    private final Map<String, JsonObject> status = new ConcurrentHashMap<>();

    @BeforeEach
    void listen() {
        await(room.bus.listen(Addresses.STATUS_REPORTED, part -> status.put(part.part(), part.state())));
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void an_empty_database_gets_the_demo_in_the_background() {
        deploy(2_500);
        awaitLoaded();

        assertThat(room.value("SELECT sum(posts)::bigint FROM channel")).isEqualTo(2_500L);
        assertThat(room.value("SELECT string_agg(DISTINCT origin, ' ') FROM message"))
                .isEqualTo("demo");
        assertThat(room.value("SELECT string_agg(DISTINCT origin || source, ' ') FROM channel"))
                .isEqualTo("demodemo");
        assertThat(room.value("SELECT done FROM load_progress")).isEqualTo(2_500L);
        room.eventually(SOON, () -> state("demo").equals("ready"));
        assertThat(status.get("demo").getLong("total")).isEqualTo(2_500);
    }

    @Test
    void a_load_that_is_cut_goes_on_where_it_was_and_gives_the_same() {
        plan(4_500);
        List<Long> steps = new ArrayList<>();
        DemoLoad[] first = new DemoLoad[1];
        first[0] = load(progress -> {
            steps.add(progress.done());
            first[0].stop();
        });
        await(first[0].run(progress()));
        await(load(progress -> steps.add(progress.done())).run(progress()));
        Object inTwo = room.value(CONTENT);

        assertThat(steps).containsExactly(1_000L, 2_000L, 3_000L, 4_000L, 4_500L);
        await(DemoLoader.remove(room.pool));
        plan(4_500);
        await(load(progress -> {}).run(progress()));
        assertThat(room.value(CONTENT)).isEqualTo(inTwo);
        assertThat(versionsWritten(4_500)).isEqualTo(room.value("SELECT count(*) FROM message"));
    }

    @Test
    void a_batch_and_its_progress_are_one() {
        plan(2_000);
        await(room.pool
                .query("ALTER TABLE load_progress ADD CONSTRAINT stuck CHECK (done < 2000)")
                .execute());

        assertThatThrownBy(() -> await(load(progress -> {}).run(progress()))).hasMessageContaining("stuck");

        assertThat(progress().done()).isEqualTo(1_000);
        assertThat(room.value("SELECT sum(posts)::bigint FROM channel")).isEqualTo(1_000L);
    }

    @Test
    void a_database_with_channels_gets_no_demo() {
        room.post(witnessed(5, 1, "mine"));
        deploy(1_000);
        room.eventually(SOON, () -> state("demo").equals("none"));

        assertThat(room.value("SELECT count(*) FROM message")).isEqualTo(1L);
    }

    @Test
    void the_loader_waits_while_the_parsers_are_behind() {
        plan(5_000);
        DemoLoad load = new DemoLoad(room.vertx, room.pool, room.bus, Ingest.Step.NOTHING, 2_300, progress -> {});
        Future<Void> loading = load.run(progress());
        room.eventually(SOON, () -> progress().done() == 2_000);
        await(room.vertx.timer(500));
        assertThat(progress().done()).isEqualTo(2_000);
        assertThat((Long) room.value("SELECT count(*) FROM parse_queue")).isLessThanOrEqualTo(2_300);
        assertThat(loading.isComplete()).isFalse();

        room.eventually(SOON, () -> {
            await(room.pool.query("DELETE FROM parse_queue").execute());
            return loading.isComplete();
        });
        assertThat(progress().finished()).isTrue();
    }

    @Test
    void removing_leaves_nothing_of_the_demo_and_all_else() {
        deploy(1_500);
        awaitLoaded();
        room.post(witnessed(5, 1, "mine"));

        long removed = await(DemoLoader.remove(room.pool));

        assertThat(removed).isGreaterThanOrEqualTo(1_500);
        for (String table : List.of("message", "channel", "parse_queue")) {
            assertThat(room.value("SELECT count(*) FROM " + table)).as(table).isEqualTo(1L);
        }
        assertThat(room.value("SELECT count(*) FROM message_deletion")).isEqualTo(0L);
        room.eventually(SOON, () -> state("demo").equals("none"));
    }

    @Test
    void a_server_removes_the_demo_when_asked_also_while_it_loads() {
        assertThat(await(new DemoData().askRemoval(room.pool))).isFalse();
        deploy(50_000);
        room.eventually(SOON, () -> progress().done() > 0);

        assertThat(await(new DemoData().askRemoval(room.pool))).isTrue();
        room.eventually(SOON, () -> progress().removed() && !progress().removing());
        assertThat(room.value("SELECT count(*) FROM message")).isEqualTo(0L);
        assertThat(room.value("SELECT count(*) FROM channel")).isEqualTo(0L);
        room.eventually(SOON, () -> state("demo").equals("none"));
        assertThat(await(new DemoData().askRemoval(room.pool))).isFalse();
    }

    @Test
    void every_signal_that_goes_is_an_event_and_the_counts_follow() {
        await(room.vertx.deployVerticle(new ParserVerticle(room.pool, room.bus, new SignalParser()::parse)));
        await(room.vertx.deployVerticle(new AnalyticsVerticle(
                new AnalyticsVerticle.Pools(room.pool), room.bus, ConfigSamples.CACHE, Clock.systemUTC())));
        plan(1_500);
        await(load(progress -> {}).run(progress()));
        room.eventually(
                SOON, () -> room.value("SELECT count(*) FROM parse_queue").equals(0L));
        long signals = (Long) room.value("SELECT count(*) FROM signal");
        long before = (Long) room.value("SELECT seq FROM event_head");
        assertThat(OutcomeRows.putAll(room.pool)).isGreaterThan(100);

        await(DemoLoader.remove(room.pool));

        assertThat(signals).isGreaterThan(300);
        assertThat(room.value("SELECT count(*) FROM outcome")).isEqualTo(0L);
        assertThat(room.value("SELECT count(*) FROM signal")).isEqualTo(0L);
        assertThat(room.value("SELECT seq FROM event_head")).isEqualTo(before + signals);
        room.eventually(
                SOON, () -> room.value("SELECT seq FROM rollup_position").equals(before + signals));
        assertThat(room.value("SELECT coalesce(sum(signals), 0)::bigint FROM rollup_hour"))
                .isEqualTo(0L);
        assertThat(await(new EventLog().after(room.pool, "e", before, 10))).allSatisfy(event -> {
            assertThat(event.getString("type")).isEqualTo("signal.deleted");
            assertThat(event.getJsonObject("data").getString("id")).startsWith("sig_");
        });
        assertThat(await(new LedgerCheck().run(room.pool))).allMatch(result -> result.broken() == 0);
    }

    @Test
    void a_removed_demo_does_not_come_back_by_itself() {
        plan(1_000);
        await(load(progress -> {}).run(progress()));
        await(DemoLoader.remove(room.pool));
        deploy(1_000);
        room.eventually(SOON, () -> state("demo").equals("none"));

        assertThat(room.value("SELECT count(*) FROM channel")).isEqualTo(0L);
    }

    @Test
    void a_command_beside_a_server_has_the_server_load_another() {
        deploy(1_000);
        awaitLoaded();
        List<LoadProgress> seen = new ArrayList<>();

        await(new DemoLoader(room.vertx, room.pool, room.bus, 20_000).replace(1_700, seen::add));

        assertThat(seen).last().isEqualTo(new LoadProgress(1_700, 1_700));
        assertThat(room.value("SELECT sum(posts)::bigint FROM channel")).isEqualTo(1_700L);
        assertThat(room.value("SELECT fence FROM poll_lease")).isEqualTo(1L);
    }

    @Test
    void a_command_alone_loads_by_itself() {
        await(new DemoLoader(room.vertx, room.pool, room.bus, Integer.MAX_VALUE).replace(1_200, p -> {}));

        assertThat(room.value("SELECT sum(posts)::bigint FROM channel")).isEqualTo(1_200L);
        assertThat(room.value("SELECT holder FROM poll_lease")).isEqualTo("");
    }

    private void deploy(int posts) {
        await(room.vertx.deployVerticle(new TelegramPollerVerticle(
                room.pool,
                room.bus,
                posts,
                ParseRoom.MOST_WAITING,
                new SimpleMeterRegistry(),
                (on, guard) -> List.of())));
    }

    private void awaitLoaded() {
        room.eventually(SOON, () -> progress().total() > 0 && progress().finished());
    }

    private void plan(int posts) {
        await(new DemoProgress(11, END, 0, posts, false, false).plan(room.pool));
    }

    private DemoProgress progress() {
        return await(DemoProgress.read(room.pool));
    }

    private DemoLoad load(Consumer<DemoProgress> report) {
        return new DemoLoad(room.vertx, room.pool, room.bus, Ingest.Step.NOTHING, Integer.MAX_VALUE, report);
    }

    private static long versionsWritten(int posts) {
        Iterator<DemoEvent> events = new DemoWriter(11, END, posts).events();
        long count = 0;
        while (events.hasNext()) {
            count += events.next() instanceof DemoPost ? 1 : 0;
        }
        return count;
    }

    private String state(String part) {
        JsonObject state = status.get(part);
        return state == null ? "" : state.getString("state");
    }
}
