package io.signalroom.market.outcome;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.LedgerCheck;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes when, outcomes equal a full recomputation and the definitions; on a real PostgreSQL. */
@ExtendWith(Servers.class)
class OutcomeEqualityTest {
    private final OutcomeRig rig = new OutcomeRig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_comes_when_outcomes_equal_a_full_recomputation_and_the_definitions(long seed) {
        Random dice = new Random(seed);
        List<String> coins = List.of("AAA", "BBB", "CCC");
        coins.forEach(coin -> rig.market(coin, PositionPropertyTest.candles(dice)));
        rig.deploy();
        Map<Integer, Post> posts = new TreeMap<>();
        long known = OutcomeRig.NOON;
        for (int step = 0; step < 40; step++) {
            switch (dice.nextInt(6)) {
                case 0, 1 -> call(posts, dice, coins);
                case 2 -> edit(posts, dice);
                case 3 -> withdraw(dice);
                case 4 -> {
                    known += dice.nextInt(20) * OutcomeRig.MINUTE;
                    rig.clock.set(Instant.ofEpochMilli(Math.max(known, rig.clock.millis())));
                    long from = known - dice.nextInt(60) * OutcomeRig.MINUTE;
                    rig.know(coins.get(dice.nextInt(3)), dice.nextBoolean() ? Long.MIN_VALUE : from, known);
                }
                default -> {
                    if (dice.nextInt(3) == 0) {
                        rig.redeploy();
                    }
                }
            }
        }
        rig.clock.set(Instant.ofEpochMilli(OutcomeRig.NOON + Duration.ofDays(2).toMillis()));
        coins.forEach(coin -> rig.know(coin, Long.MAX_VALUE));
        rig.room.hint();
        rig.room.eventually(OutcomeRig.SOON, () -> rig.upToDate() && rows().equals(expected()));
        recomputed();
        assertThat(rows()).isEqualTo(expected());
        assertThat(await(new LedgerCheck().run(rig.room.pool))).allMatch(result -> result.broken() == 0);
    }

    private void call(Map<Integer, Post> posts, Random dice, List<String> coins) {
        int message = posts.size() + 1;
        SignalFields plan = PositionPropertyTest.call(dice, coins.get(dice.nextInt(coins.size())));
        Post post = OutcomeRig.imported(
                message, OutcomeRig.NOON + dice.nextInt(90) * 20_000L, OutcomeRig.text(PostKind.TRADE_SIGNAL, plan));
        posts.put(message, post);
        rig.room.post(post);
        rig.room.hint();
    }

    /** Another plan in a later version changes nothing. */
    private void edit(Map<Integer, Post> posts, Random dice) {
        if (!posts.isEmpty()) {
            Post post = posts.get(1 + dice.nextInt(posts.size()));
            rig.room.post(Room.edited(
                    post,
                    60 + dice.nextInt(600),
                    OutcomeRig.text(PostKind.TRADE_SIGNAL, PositionPropertyTest.call(dice, "AAA"))));
            rig.room.hint();
        }
    }

    private void withdraw(Random dice) {
        List<StoredSignal> all = rig.signals();
        if (!all.isEmpty() && dice.nextInt(3) == 0) {
            await(rig.room.pool.withTransaction(tx -> new SignalStore()
                    .withdraw(
                            tx,
                            new EventLog(),
                            all.get(dice.nextInt(all.size())).id())));
        }
    }

    /** Runs it under the lease's number, as the verticle does. */
    private void recomputed() {
        await(rig.room.vertx.undeploy(rig.deployed));
        await(rig.room
                .pool
                .query("UPDATE outcome SET assumptions_id = 0, state = 'no_data', r = 17")
                .execute());
        rig.deploy();
        rig.room.eventually(
                OutcomeRig.SOON,
                () -> rig.room
                        .value("SELECT count(*) FROM outcome WHERE r = 17 OR assumptions_id = 0")
                        .equals(0L));
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Row row : await(rig.room
                .pool
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
        for (StoredSignal signal : rig.signals()) {
            long begins = signal.postedAt().toEpochMilli() + 30_000;
            Outcome outcome = ReferenceOutcome.of(
                    signal.fields(),
                    OutcomeRig.ASSUMED,
                    begins,
                    begins + OutcomeRig.EXPIRY.toMillis(),
                    rig.bars.get(signal.fields().symbol()),
                    true);
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
