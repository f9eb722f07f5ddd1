package io.signalroom.analytics;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.analytics.rollup.Rollups;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.EventLog.Change;
import io.signalroom.ledger.EventLog.Counted;
import io.signalroom.ledger.JudgementStore;
import io.signalroom.ledger.JudgementStore.Judged;
import io.signalroom.ledger.LedgerCheck;
import io.signalroom.ledger.MessageStore;
import io.signalroom.ledger.PostBatch;
import io.signalroom.ledger.PostBatch.Deletion;
import io.signalroom.ledger.SignalQuery;
import io.signalroom.ledger.SignalSort;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.ledger.Verdict;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import io.signalroom.testing.Calls;
import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.OutcomeRows;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes when, every rollup equals a recount of the signals; on a real PostgreSQL. */
@ExtendWith(Servers.class)
class RollupEqualityTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant BEGIN = Instant.parse("2026-01-28T20:00:00Z");
    private static final List<ChannelInfo> CHANNELS = List.of(
            new ChannelInfo(1, "one", "One", false),
            new ChannelInfo(2, "two", "Two", false),
            new ChannelInfo(3, "three", "Three", false));
    private static final List<String> COINS = List.of("SOL", "BTC", "ETH", "PEPE");

    private final Room room = new Room();
    private final SignalStore signals = new SignalStore();
    private final EventLog events = new EventLog();
    private final List<Post> posts = new ArrayList<>();
    private String deployed;

    @AfterEach
    void stop() {
        room.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_comes_when_rollups_equal_a_recount_of_the_signals(long seed) {
        Random dice = new Random(seed);
        await(room.vertx.deployVerticle(Calls.parser(room)));
        deploy();
        deploy();
        for (int step = 0; step < 60; step++) {
            act(dice);
        }
        room.eventually(SOON, this::counted);
        for (int last = 0; last < 3; last++) {
            aSignal(
                    dice,
                    signal -> correct(dice, signal)); // nothing comes after it that would count its old token anew
        }
        room.hint();
        room.eventually(SOON, this::counted);
        assertThat(await(new LedgerCheck().run(room.pool))).allMatch(result -> result.broken() == 0);
        assertThat((Long) room.value("SELECT sum(signals) FROM rollup_day WHERE scope = 'token'"))
                .isPositive()
                .isEqualTo(room.value("SELECT sum(signals) FROM rollup_hour"));
    }

    private void act(Random dice) {
        switch (dice.nextInt(9)) {
            case 0, 1, 2 -> posts(dice);
            case 3 -> edit(dice);
            case 4 -> deletePost(dice);
            case 5 ->
                aSignal(dice, signal -> room.pool.withTransaction(tx -> signals.withdraw(tx, events, signal.id())));
            case 6 -> aSignal(dice, signal -> correct(dice, signal));
            case 7 -> outcomes(dice);
            default -> other(dice);
        }
    }

    /** Kept from the log or not, a step of the counting runs now, or an instance ends and another comes. */
    private void other(Random dice) {
        if (dice.nextInt(4) == 0) {
            await(room.pool.withTransaction(events::newEpoch));
        } else if (dice.nextBoolean()) {
            await(Future.join(new Rollups(room.pool).advance(3), new Rollups(room.pool).advance(5)));
        } else {
            await(room.vertx.undeploy(deployed));
            deploy();
        }
    }

    private void deploy() {
        deployed = await(room.vertx.deployVerticle(new AnalyticsVerticle(
                new AnalyticsVerticle.Pools(room.pool), room.bus, ConfigSamples.CACHE, Clock.systemUTC())));
    }

    /** Four writers at once, in any hour of a stretch that crosses months. */
    private void posts(Random dice) {
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            Post post = new Post(
                    1 + dice.nextInt(CHANNELS.size()),
                    posts.size() + 1,
                    BEGIN.plusSeconds(dice.nextInt(12) * 9 * 3_600L + dice.nextInt(3_600)),
                    null,
                    (dice.nextBoolean() ? "LONG " : "SHORT ") + COINS.get(dice.nextInt(COINS.size())),
                    null,
                    dice.nextBoolean() ? Origin.IMPORTED : Origin.WITNESSED);
            posts.add(post);
            writers.add(store(List.of(post), List.of()));
        }
        await(Future.join(writers));
    }

    private Future<?> store(List<Post> stored, List<Deletion> gone) {
        return room.pool
                .withTransaction(tx -> new MessageStore().store(tx, new PostBatch("test", CHANNELS, stored, gone)))
                .onSuccess(x -> room.hint());
    }

    private void edit(Random dice) {
        if (!posts.isEmpty()) {
            Post post = posts.get(dice.nextInt(posts.size()));
            await(store(List.of(Room.edited(post, 60 + dice.nextInt(600), "LONG DOGE")), List.of()));
        }
    }

    private void deletePost(Random dice) {
        if (!posts.isEmpty()) {
            Post post = posts.get(dice.nextInt(posts.size()));
            await(store(List.of(), List.of(new Deletion(post.channelId(), post.messageId(), Instant.now()))));
        }
    }

    private void aSignal(Random dice, java.util.function.Function<StoredSignal, Future<?>> act) {
        List<StoredSignal> all = await(signals.list(room.pool, SignalQuery.all(), SignalSort.NEWEST, null, 200))
                .signals();
        if (!all.isEmpty()) {
            await(act.apply(all.get(dice.nextInt(all.size()))));
        }
    }

    private Future<?> correct(Random dice, StoredSignal signal) {
        SignalFields fields = SignalFields.builder()
                .symbol(COINS.get(dice.nextInt(COINS.size())))
                .side(dice.nextBoolean() ? Side.SHORT : Side.BUY)
                .entryMarket(true)
                .build();
        Verdict verdict = dice.nextInt(3) == 0 ? Verdict.REJECT : Verdict.CORRECT;
        JudgementStore judgements = new JudgementStore();
        return room.pool.withTransaction(tx -> judgements
                .lock(tx, signal.id())
                .compose(now ->
                        judgements.judge(tx, now, new Judged("tester", verdict, PostKind.TRADE_SIGNAL, fields, null))));
    }

    private void outcomes(Random dice) {
        aSignal(dice, signal -> {
            String state = List.of("open", "unfilled", "all_targets", "stopped", "expired", "waiting", "no_data")
                    .get(dice.nextInt(7));
            boolean over = List.of("all_targets", "stopped", "expired").contains(state);
            Double percent = over ? dice.nextGaussian() * 10 : null;
            Double r = over && dice.nextBoolean() ? percent / 3 : null;
            OutcomeRows.put(room.pool, signal.id(), OutcomeRows.result(state, r, percent));
            Change change = new Change(
                    EventLog.Type.OUTCOME,
                    signal.id(),
                    signal.source().channelId(),
                    signal.source().origin().wire(),
                    new Counted(signal.kind().wire(), 1));
            return room.pool.withTransaction(tx -> events.append(tx, List.of(change)));
        });
    }

    private boolean counted() {
        return room.value("SELECT p.seq = h.seq AND p.epoch = h.epoch AND p.recount_from IS NULL "
                        + "AND NOT EXISTS (SELECT 1 FROM parse_queue) FROM rollup_position p, event_head h")
                .equals(true);
    }
}
