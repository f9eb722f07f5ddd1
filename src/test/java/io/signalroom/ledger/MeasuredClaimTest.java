package io.signalroom.ledger;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What prices say to a claim, on real rows. Times are of one morning; each call has a name, and these fates: {@code open} was
 * filled at 9:05 and has had target 1 of 3 at 9:10; {@code won} had its two at 9:10 and 9:20; {@code stopped} was stopped at
 * 9:30 after target 1 at 9:10; {@code missed} saw its first target at 9:15 with nobody in; {@code wrong} passed its stop so;
 * {@code bare} has neither targets nor stop; {@code waiting} waits; {@code blind} has no data.
 */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeasuredClaimTest {
    private static final String CALLS = """
            INSERT INTO outcome (signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at, state,
                                 missed_by, targets, has_stop, filled_at, hits, settled_at)
            SELECT md5(name)::uuid, '2026-03-01T09:00Z', 7, 'witnessed', 1, 1, '2026-03-01T09:00Z', '2026-03-08T09:00Z', state,
                   missed, targets, stop, d + filled, ARRAY(SELECT d + h FROM unnest(hits) h), d + settled
            FROM (VALUES
                ('open', 'open', NULL, 3, true, time '9:05', ARRAY[time '9:10'], NULL),
                ('won', 'all_targets', NULL, 2, true, '9:05', ARRAY[time '9:10', '9:20'], time '9:20'),
                ('stopped', 'stopped', NULL, 2, true, '9:05', ARRAY[time '9:10'], '9:30'),
                ('missed', 'unfilled', 'target_first', 2, true, NULL, '{}', '9:15'),
                ('wrong', 'unfilled', 'stop_first', 2, true, NULL, '{}', '9:15'),
                ('bare', 'expired', NULL, 0, false, '9:05', '{}', '9:40'),
                ('waiting', 'waiting', NULL, 2, true, NULL, '{}', NULL),
                ('blind', 'no_data', NULL, 2, true, NULL, '{}', NULL))
                AS c (name, state, missed, targets, stop, filled, hits, settled),
                (SELECT timestamptz '2026-03-01T00:00Z') AS day (d)""";

    private static final String MEASURED = """
            SELECT claim_measured($1, $2, $3, o, $4) FROM (SELECT md5($5::text)::uuid AS id) c
            LEFT JOIN outcome o ON o.signal_id = c.id""";

    private final Room room = new Room();

    @BeforeAll
    void fill() {
        await(room.pool.query(CALLS).execute());
    }

    @AfterAll
    void stop() {
        room.close();
    }

    private static OffsetDateTime at(String time) {
        return time == null ? null : OffsetDateTime.parse("2026-03-01T" + time + "Z");
    }

    private String measured(String call, String event, Integer target, String at, String followedTo) {
        return await(room.pool.preparedQuery(MEASURED).execute(Tuple.of(event, target, at(at), at(followedTo), call)))
                .iterator()
                .next()
                .getString(0);
    }

    @ParameterizedTest
    @CsvSource({
        "open,    1, 09:12:00, holds",
        "open,     , 09:12:00, holds", // none told is the first
        "open,    1, 09:09:59, fails", // told too early
        "open,    2, 09:12:00, fails",
        "won,     2, 09:20:00, holds",
        "won,     9, 09:25:00, holds", // beyond the last is the last
        "won,     9, 09:15:00, fails",
        "stopped, 1, 10:00:00, holds",
        "stopped, 2, 10:00:00, fails",
        "missed,  1, 09:16:00, unfilled",
        "missed,  2, 09:16:00, unfilled",
        "missed,  1, 09:14:00, fails", // the price had not got there
        "wrong,   1, 09:16:00, fails",
        "waiting, 1, 09:16:00, fails",
        "bare,    1, 10:00:00,", // there is no such target
        "blind,   1, 10:00:00,",
        "unknown, 1, 10:00:00,"
    })
    void a_target_holds_if_the_plan_had_it_by_then(String call, Integer target, String at, String says) {
        assertThat(measured(call, "TARGET_HIT", target, at, "12:00:00")).isEqualTo(says);
    }

    @ParameterizedTest
    @CsvSource({
        "won,     ALL_TARGETS_HIT, 09:20:30, holds",
        "won,     ALL_TARGETS_HIT, 09:19:59, fails",
        "stopped, ALL_TARGETS_HIT, 10:00:00, fails",
        "missed,  ALL_TARGETS_HIT, 09:16:00, unfilled",
        "bare,    ALL_TARGETS_HIT, 10:00:00,",
        "stopped, STOP_HIT,        09:30:00, holds",
        "stopped, STOP_HIT,        09:29:59, fails",
        "won,     STOP_HIT,        10:00:00, fails",
        "missed,  STOP_HIT,        10:00:00, fails",
        "bare,    STOP_HIT,        10:00:00,", // there is no stop
        "open,    ENTRY_FILLED,    09:05:00, holds",
        "bare,    ENTRY_FILLED,    09:06:00, holds",
        "open,    ENTRY_FILLED,    09:04:59, fails",
        "missed,  ENTRY_FILLED,    09:30:00, fails",
        "blind,   ENTRY_FILLED,    09:30:00,",
        "open,    CLOSED,          10:00:00,",
        "open,    PARTIAL_CLOSED,  10:00:00,",
        "open,    STOP_MOVED,      10:00:00,",
        "won,     CANCELLED,       10:00:00,",
        "won,     ,                10:00:00,"
    })
    void ends_and_entries_hold_if_they_had_come_by_then(String call, String event, String at, String says) {
        assertThat(measured(call, event, null, at, "12:00:00")).isEqualTo(says);
    }

    /** The candle in which a claim was made may still show what it claims. */
    @ParameterizedTest
    @CsvSource({
        "09:40:30,         ,",
        "09:40:30, 09:40:00,",
        "09:40:30, 09:41:00, fails",
        "09:40:00, 09:40:00,", // followed to the beginning of the candle that begins then
        "09:40:00, 09:41:00, fails",
        "09:10:30, 09:11:00, holds",
        "09:10:30, 09:10:00, holds"
    })
    void an_open_call_fails_a_claim_only_when_its_candle_is_closed(String at, String followedTo, String says) {
        int target = at.startsWith("09:10") ? 1 : 2;
        assertThat(measured("open", "TARGET_HIT", target, at, followedTo)).isEqualTo(says);
    }

    @Test
    void what_is_settled_needs_no_later_price() {
        assertThat(measured("stopped", "TARGET_HIT", 2, "11:00:00", null)).isEqualTo("fails");
        assertThat(measured("won", "STOP_HIT", null, "11:00:00", "09:21:00")).isEqualTo("fails");
    }
}
