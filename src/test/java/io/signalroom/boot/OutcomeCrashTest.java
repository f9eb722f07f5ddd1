package io.signalroom.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.LedgerCheck;
import io.signalroom.testing.Room;
import io.signalroom.testing.ServerProcess;
import io.signalroom.testing.Servers;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Outcomes are the same whatever is killed when: the whole program, on demo posts, against a measuring from nothing. */
@ExtendWith(Servers.class)
@Execution(ExecutionMode.CONCURRENT)
class OutcomeCrashTest {
    private static final int POSTS = 3_000;
    private static final int KILLS = 3;
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String CALLS = """
            SELECT count(*) FROM signal WHERE state = 'published' AND withdrawn_at IS NULL AND symbol IS NOT NULL
                AND (kind = 'token_launch' OR kind = 'trade_signal' AND side IS NOT NULL)""";

    private final Room room = new Room();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    Path data;

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void outcomes_after_kill_9_equal_those_measured_from_nothing() {
        ServerProcess server = serve();
        for (int kill = 0; kill < KILLS; kill++) {
            long enough = count("SELECT count(*) FROM outcome") + 1 + random.nextInt(POSTS / 10);
            room.eventually(SOON, () -> count("SELECT count(*) FROM outcome") >= enough || loaded());
            server.killHard();
            server = serve();
        }
        room.eventually(SOON, this::loaded);
        List<String> first = followed();
        assertThat(server.terminate()).isZero();
        assertThat(first).as("seed %d", seed).hasSizeGreaterThan(POSTS / 10);
        assertThat(count("SELECT count(*) FROM outcome")).isEqualTo(count(CALLS));
        Room.await(room.pool
                .query(
                        "UPDATE outcome SET assumptions_id = 0, state = 'no_data', r = 17, percent = 17, run_up_1h = 17, "
                                + "fills = '[]', exits = '[]', horizons = NULL, hits = '{}', followed = false")
                .execute());
        server = serve();
        room.eventually(SOON, () -> count("SELECT count(*) FROM outcome WHERE assumptions_id = 0") == 0);
        room.eventually(SOON, this::rollupsEqualARecount);
        assertThat(server.terminate()).isZero();
        assertThat(followed()).as("seed %d", seed).containsAll(first);
        assertThat(verify()).contains("ok").doesNotContain("BROKEN");
    }

    /** All is counted, before and after the checks of the rollups, and none of them finds a difference. */
    private boolean rollupsEqualARecount() {
        Object counted = counted();
        return counted != null
                && Room.await(new LedgerCheck().run(room.pool)).stream().allMatch(result -> result.broken() == 0)
                && counted.equals(counted());
    }

    private Object counted() {
        return room.value("SELECT CASE WHEN p.seq = h.seq AND p.epoch = h.epoch AND p.recount_from IS NULL "
                + "AND NOT EXISTS (SELECT 1 FROM rollup_due) THEN p.revision END FROM rollup_position p, event_head h");
    }

    /** The demo is loaded and read, and the calls of every event are measured. */
    private boolean loaded() {
        return room.value(
                        "SELECT (SELECT finished_at IS NOT NULL FROM load_progress) AND NOT EXISTS (SELECT 1 FROM parse_queue) "
                                + "AND p.seq >= (SELECT max(seq) FROM signal_event WHERE type <> 'signal.outcome') "
                                + "FROM outcome_position p")
                .equals(true);
    }

    /** What no candle to come can change. */
    private List<String> followed() {
        List<String> rows = new ArrayList<>();
        for (Row row : Room.await(room.pool
                .query(
                        "SELECT concat_ws(' ', signal_id, state, missed_by, r, percent, run_up_1h, run_up_24h, fills, exits, "
                                + "horizons, hits::text, settled_at, market_id) FROM outcome WHERE followed ORDER BY signal_id")
                .execute())) {
            rows.add(row.getString(0));
        }
        return rows;
    }

    private long count(String sql) {
        return (long) room.value(sql);
    }

    private Map<String, String> settings() {
        return Map.of(
                "DATABASE_URL",
                room.url,
                "REDIS_URL",
                Servers.redisUrl(),
                "SECRET_KEY",
                "0123456789abcdef0123456789abcdef",
                "DEMO_POSTS",
                String.valueOf(POSTS));
    }

    private ServerProcess serve() {
        return ServerProcess.serve(data, settings());
    }

    private String verify() {
        ServerProcess check = ServerProcess.run(data, settings(), "verify");
        check.exitStatus(Duration.ofSeconds(90));
        return check.output();
    }
}
