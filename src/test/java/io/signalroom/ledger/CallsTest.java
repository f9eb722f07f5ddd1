package io.signalroom.ledger;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.EventLog.Changed;
import io.signalroom.ledger.EventLog.Touched;
import io.signalroom.ledger.EventLog.Type;
import io.signalroom.ledger.JudgementStore.Judged;
import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.ledger.SignalWriter.Reading;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the ledger tells those who measure calls. */
@ExtendWith(Servers.class)
class CallsTest {
    private final Room room = new Room();
    private final EventLog events = new EventLog();
    private final SignalStore signals = new SignalStore();
    private final CallStore calls = new CallStore();

    @AfterEach
    void stop() {
        room.close();
    }

    private static SignalFields fields(String symbol) {
        return SignalFields.builder()
                .symbol(symbol)
                .quote("USDT")
                .side(Side.LONG)
                .entries(List.of(new BigDecimal("142.5")))
                .targets(List.of(new BigDecimal("150"), new BigDecimal("160")))
                .stopLoss(new BigDecimal("135"))
                .leverage(new BigDecimal("5"))
                .timeframe("5m")
                .build();
    }

    private SignalId store(long message, PostKind kind, String symbol) {
        Post post = Room.witnessed(7, message, symbol + " " + kind);
        room.post(post);
        await(room.pool.withTransaction(tx -> {
            ParseQueue queue = new ParseQueue();
            return queue.claim(tx, 10).compose(found -> {
                List<Reading> readings = new ArrayList<>();
                for (Waiting waiting : found) {
                    ParsedSignal parsed = new ParsedSignal(kind, fields(symbol), List.of(), 0.9);
                    readings.add(new Reading(waiting, List.of(parsed)));
                }
                return new SignalWriter().store(tx, readings);
            });
        }));
        return SignalId.of(post.postedAt(), 7, message, 0);
    }

    private Changed changed(long after) {
        return await(events.changed(room.pool, after, 100));
    }

    private void append(Type type, SignalId id) {
        await(room.pool.withTransaction(tx -> signals.byId(tx, id)
                .compose(s -> events.append(
                        tx,
                        List.of(new EventLog.Change(
                                type,
                                id,
                                s.source().channelId(),
                                s.source().origin().wire(),
                                EventLog.Counted.of(s.kind(), s.fields())))))));
    }

    private void judge(SignalId id, Verdict verdict, PostKind kind) {
        JudgementStore judgements = new JudgementStore();
        await(room.pool.withTransaction(tx -> judgements
                .lock(tx, id)
                .compose(s -> judgements.judge(tx, s, new Judged("ann", verdict, kind, s.fields(), null)))));
    }

    @Test
    void each_changed_signal_is_told_once_and_a_changed_outcome_tells_nothing() {
        SignalId first = store(1, PostKind.TRADE_SIGNAL, "SOL");
        SignalId launch = store(2, PostKind.TOKEN_LAUNCH, "WIF");
        SignalId update = store(3, PostKind.SIGNAL_UPDATE, "SOL");
        append(Type.EDITED, first);
        append(Type.OUTCOME, launch);
        Changed all = changed(0);
        assertThat(all.seq()).isEqualTo(5);
        assertThat(all.signals()).extracting(Touched::id).containsExactly(first, launch, update);
        assertThat(all.signals().get(0).call())
                .contains(await(signals.byId(room.pool, first)))
                .get()
                .extracting(s -> s.fields().targets())
                .isEqualTo(fields("SOL").targets());
        assertThat(all.signals().get(1).call()).isPresent();
        assertThat(all.signals().get(2).call()).isEmpty();
        assertThat(changed(4)).isEqualTo(new Changed(5, List.of()));
        assertThat(changed(5)).isEqualTo(new Changed(5, List.of()));
    }

    @Test
    void a_part_of_the_log_says_where_it_ends() {
        SignalId first = store(1, PostKind.TRADE_SIGNAL, "SOL");
        SignalId second = store(2, PostKind.TRADE_SIGNAL, "WIF");
        Changed part = await(events.changed(room.pool, 0, 1));
        assertThat(part.seq()).isEqualTo(1);
        assertThat(part.signals()).extracting(Touched::id).containsExactly(first);
        assertThat(changed(part.seq()).signals()).extracting(Touched::id).containsExactly(second);
    }

    @Test
    void what_left_the_feed_or_became_another_kind_is_told_as_gone() {
        SignalId withdrawn = store(1, PostKind.TRADE_SIGNAL, "SOL");
        SignalId rejected = store(2, PostKind.TRADE_SIGNAL, "SOL");
        SignalId corrected = store(3, PostKind.TRADE_SIGNAL, "SOL");
        SignalId deleted = store(4, PostKind.TRADE_SIGNAL, "SOL");
        assertThat(changed(0).signals()).allMatch(t -> t.call().isPresent());
        await(room.pool.withTransaction(tx -> signals.withdraw(tx, events, withdrawn)));
        judge(rejected, Verdict.REJECT, PostKind.TRADE_SIGNAL);
        judge(corrected, Verdict.CORRECT, PostKind.LISTING);
        append(Type.DELETED, deleted);
        await(room.pool.query("DELETE FROM signal WHERE message_id = 4").execute());
        assertThat(changed(4).signals())
                .containsExactly(gone(withdrawn), gone(rejected), gone(corrected), gone(deleted));
        assertThat(await(calls.of(room.pool, "SOL", null, 10))).isEmpty();
        assertThat(await(calls.symbols(room.pool))).isEmpty();
    }

    private static Touched gone(SignalId id) {
        return new Touched(id, Optional.empty());
    }

    @Test
    void the_calls_of_a_coin_come_in_parts_oldest_first_with_their_whole_plan() {
        List<SignalId> stored = new ArrayList<>();
        for (int message = 1; message <= 7; message++) {
            stored.add(store(message, message == 3 ? PostKind.TOKEN_LAUNCH : PostKind.TRADE_SIGNAL, "SOL"));
        }
        store(8, PostKind.TRADE_SIGNAL, "WIF");
        store(9, PostKind.SIGNAL_UPDATE, "SOL");
        store(10, PostKind.LISTING, "BONK");
        List<StoredCall> read = new ArrayList<>();
        List<StoredCall> part = await(calls.of(room.pool, "SOL", null, 3));
        while (!part.isEmpty()) {
            read.addAll(part);
            part = await(calls.of(room.pool, "SOL", part.get(part.size() - 1).id(), 3));
        }
        stored.sort(Comparator.comparing(SignalId::toString));
        assertThat(read).extracting(StoredCall::id).containsExactlyElementsOf(stored);
        for (StoredCall call : read) {
            assertThat(call).isEqualTo(StoredCall.of(await(signals.byId(room.pool, call.id()))));
        }
        assertThat(await(calls.symbols(room.pool))).containsExactly("SOL", "WIF");
    }
}
