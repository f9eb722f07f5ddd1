package io.signalroom.ledger;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A channel's claims among 100,000 of 50 channels, two of each call. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimPlansTest {
    private static final int CALLS = 50_000;

    /** Call n has target 1 of two in the first of its claims, which come ten minutes apart. */
    private static final List<String> FILL = List.of("""
            CREATE TABLE call AS
            SELECT md5('call' || n)::uuid AS id, 1 + n %% 50 AS channel,
                   timestamptz '2024-01-01' + n * (interval '900 days' / %d) AS at, n
            FROM generate_series(1, %d) n""".formatted(CALLS, CALLS), """
            CREATE TABLE told AS
            SELECT md5('update' || k || '-' || n)::uuid AS id, id AS call, channel, at AS call_at,
                   at + k * interval '10 minutes' AS at, n * 3 + k AS message, k
            FROM call, generate_series(1, 2) k""", """
            INSERT INTO signal (id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, origin, kind,
                                direction, confidence, symbol, event, target_index)
            SELECT id, at, at, channel, n * 3, 1, 0, 'demo', 'trade_signal', 1, 0.9, 'SOL', NULL, NULL FROM call
            UNION ALL
            SELECT id, at, at, channel, message, 1, 0, 'demo', 'signal_update', 0, 0.9, 'SOL', 'TARGET_HIT', k FROM told""", """
            INSERT INTO claim (update_id, update_at, signal_id, signal_at, how, closes)
            SELECT id, at, call, call_at, 'reply', false FROM told""", """
            INSERT INTO market (feed, base, quote, followed_to) VALUES ('mock', 'SOL', 'USDT', '2027-01-01T00:00Z')""", """
            INSERT INTO outcome (signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at, state,
                                 targets, has_stop, filled_at, hits, settled_at)
            SELECT id, at, channel, 'demo', (SELECT id FROM market), 1, at, at + interval '7 days', 'stopped',
                   2, true, at, ARRAY[at + interval '5 minutes'], at + interval '8 minutes'
            FROM call""", "ANALYZE");

    private final Room room = new Room();

    @BeforeAll
    void fill() {
        SqlConnection patient = await(room.pool.getConnection());
        await(patient.query("SET statement_timeout = '60s'").execute());
        FILL.forEach(sql -> await(patient.query(sql).execute()));
        await(patient.query("RESET statement_timeout").execute());
        await(patient.close());
    }

    @AfterAll
    void stop() {
        room.close();
    }

    @Test
    void a_channels_claims_are_found_by_indexes_alone() {
        List<String> lines = new ArrayList<>();
        for (Row row : await(room.pool
                .preparedQuery("EXPLAIN (ANALYZE, COSTS OFF) " + ClaimStore.OF_CHANNEL)
                .execute(Tuple.of(7L)))) {
            lines.add(row.getString(0));
        }
        String plan = String.join("\n", lines);
        assertThat(plan)
                .contains("outcome_2025_channel_id_posted_at_idx", "claim_signal", "signal_2025_pkey")
                .doesNotContain("Seq Scan on claim")
                .doesNotContainPattern("Seq Scan on (signal|outcome)_202[456]");
    }

    @Test
    void every_claim_of_the_channel_is_counted_once() {
        assertThat(await(new ClaimStore().ofChannel(room.pool, 7)))
                .isEqualTo(new ClaimStore.Measured(CALLS / 50, CALLS / 50, 0));
        assertThat(await(new ClaimStore().ofChannel(room.pool, 99)).all()).isZero();
    }
}
