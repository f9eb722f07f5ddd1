package io.signalroom.analytics.pattern;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.JudgementStore;
import io.signalroom.ledger.JudgementStore.Judged;
import io.signalroom.ledger.SignalQuery;
import io.signalroom.ledger.SignalSort;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.ledger.Verdict;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts of any time in any order, edits, judgements, withdrawals and restarts: the copies are those of a plain search. */
@ExtendWith(Servers.class)
class CopyEqualityTest {
    private static final int DAYS = 3;
    private final PatternRig rig = new PatternRig();
    private final Map<String, Post> posts = new TreeMap<>();
    private final Map<String, String> firstTexts = new TreeMap<>();

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatever_comes_when_copies_equal_a_plain_search_of_the_first_seen_texts(long seed) {
        Random dice = new Random(seed);
        rig.deploy();
        for (int step = 0; step < 120; step++) {
            switch (dice.nextInt(10)) {
                case 0 -> edit(dice);
                case 1 -> withdraw(dice);
                case 2 -> judge(dice);
                case 3 -> {
                    if (dice.nextInt(3) == 0) {
                        rig.undeploy();
                        rig.deploy();
                    }
                }
                default -> post(dice);
            }
        }
        rig.room.hint();
        rig.room.eventually(PatternRig.SOON, rig::upToDate);
        List<String> expected = expected();
        assertThat(stored()).isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(5);
        assertThat(sketches()).isEqualTo(expectedSketches());
    }

    /** Six texts of two coins in five channels, some with a footer, at any time of three days. */
    private void post(Random dice) {
        long channel = 1 + dice.nextInt(5);
        int message = posts.size() + 1;
        String head = (dice.nextBoolean() ? "LONG " : "SHORT ") + (dice.nextBoolean() ? "SOL" : "BTC");
        String text = dice.nextInt(8) == 0
                ? head + " now"
                : PatternRig.words(head, dice.nextInt(6)) + (dice.nextInt(4) == 0 ? " join us" : "");
        Origin origin = channel < 5 ? Origin.WITNESSED : Origin.IMPORTED;
        Post post = new Post(
                channel,
                message,
                PatternRig.NOON.minusSeconds(dice.nextInt(DAYS * 24 * 12) * 300L),
                null,
                text,
                null,
                origin);
        posts.put(key(channel, message), post);
        firstTexts.put(key(channel, message), text);
        rig.room.post(post);
        rig.room.hint();
    }

    private void edit(Random dice) {
        if (!posts.isEmpty()) {
            Post post = new ArrayList<>(posts.values()).get(dice.nextInt(posts.size()));
            rig.room.post(Room.edited(post, 60 + dice.nextInt(600), PatternRig.words("LONG SOL", dice.nextInt(6))));
            rig.room.hint();
        }
    }

    private void withdraw(Random dice) {
        List<StoredSignal> all = signals();
        if (!all.isEmpty()) {
            await(rig.room.pool.withTransaction(tx -> new SignalStore()
                    .withdraw(
                            tx,
                            new EventLog(),
                            all.get(dice.nextInt(all.size())).id())));
        }
    }

    /** Another coin, or out of the feed. */
    private void judge(Random dice) {
        List<StoredSignal> all = signals();
        if (all.isEmpty()) {
            return;
        }
        JudgementStore judgements = new JudgementStore();
        SignalFields other = SignalFields.builder()
                .symbol(dice.nextBoolean() ? "BTC" : "SOL")
                .side(Side.LONG)
                .entryMarket(true)
                .build();
        Verdict verdict = dice.nextInt(3) == 0 ? Verdict.REJECT : Verdict.CORRECT;
        await(rig.room.pool.withTransaction(tx -> judgements
                .lock(tx, all.get(dice.nextInt(all.size())).id())
                .compose(now ->
                        judgements.judge(tx, now, new Judged("tester", verdict, PostKind.TRADE_SIGNAL, other, null)))));
    }

    private List<StoredSignal> signals() {
        return await(new SignalStore().list(rig.room.pool, SignalQuery.all(), SignalSort.NEWEST, null, 200))
                .signals();
    }

    private static String key(long channel, long message) {
        return channel + "/" + message;
    }

    private List<String> stored() {
        List<String> rows = new ArrayList<>();
        for (Row row : await(rig.room
                .pool
                .query("SELECT signal_id, first_id, lag_seconds FROM signal_copy ORDER BY signal_id")
                .execute())) {
            rows.add(row.getUUID(0) + " " + row.getUUID(1) + " " + row.getInteger(2));
        }
        return rows;
    }

    private List<String> sketches() {
        List<String> rows = new ArrayList<>();
        for (Row row : await(rig.room
                .pool
                .query(
                        "SELECT signal_id, symbol, direction, sketch::text AS bits FROM signal_sketch ORDER BY signal_id")
                .execute())) {
            rows.add(row.getUUID(0) + " " + row.getString(1) + " " + row.getShort(2) + " "
                    + (row.getString(3) == null ? "-" : row.getString(3).length()));
        }
        return rows;
    }

    private List<String> expectedSketches() {
        return signals().stream()
                .sorted(Comparator.comparing(s -> s.id().value().toString()))
                .map(s -> s.id().value() + " " + s.fields().symbol() + " "
                        + (s.fields().side().bullish() ? 1 : -1) + " "
                        + (sketch(s) == null ? "-" : Sketch.BITS))
                .toList();
    }

    private Sketch sketch(StoredSignal signal) {
        long channel = Long.parseLong(channel(signal));
        return Sketch.of(firstTexts.get(key(channel, signal.source().messageId())))
                .orElse(null);
    }

    /** Every signal against every other. */
    private List<String> expected() {
        List<StoredSignal> all = new ArrayList<>(signals());
        all.sort(Comparator.comparing(StoredSignal::postedAt)
                .thenComparing(s -> s.id().value().toString()));
        List<String> rows = new ArrayList<>();
        for (int later = 0; later < all.size(); later++) {
            for (int first = 0; first < later; first++) {
                if (copy(all.get(first), all.get(later))) {
                    rows.add(line(all.get(later), all.get(first)));
                    break;
                }
            }
        }
        rows.sort(null);
        return rows;
    }

    private boolean copy(StoredSignal first, StoredSignal later) {
        Sketch one = sketch(first);
        Sketch two = sketch(later);
        return one != null
                && two != null
                && first.fields().symbol().equals(later.fields().symbol())
                && first.source().origin() == later.source().origin()
                && !channel(first).equals(channel(later))
                && !first.postedAt().isBefore(later.postedAt().minusSeconds(86_400))
                && one.likeness(two) >= Sketch.ALIKE;
    }

    private static String channel(StoredSignal signal) {
        return signal.toJson().getJsonObject("channel").getString("id");
    }

    private static String line(StoredSignal later, StoredSignal first) {
        UUID id = later.id().value();
        long lag = later.postedAt().getEpochSecond() - first.postedAt().getEpochSecond();
        return id + " " + first.id().value() + " " + lag;
    }
}
