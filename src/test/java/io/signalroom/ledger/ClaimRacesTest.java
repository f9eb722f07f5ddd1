package io.signalroom.ledger;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.JudgementStore.Judged;
import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.ledger.SignalStore.PostKey;
import io.signalroom.ledger.SignalWriter.Reading;
import io.signalroom.signal.Origin;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A parser reads an update while somebody takes away the call that it speaks of: no claim is left on what is gone. */
@ExtendWith(Servers.class)
class ClaimRacesTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long CHANNEL = 7;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SignalId CALL = SignalId.of(NOON.plusSeconds(1), CHANNEL, 1, 0);

    private final Room room = new Room();
    private final SignalStore signals = new SignalStore();
    private SqlConnection parser;
    private Transaction read;

    @TempDir
    Path folder;

    @BeforeEach
    void call() throws IOException {
        String chat =
                "{\"type\":\"public_channel\",\"id\":7,\"messages\":[{\"id\":1,\"type\":\"message\",\"date_unixtime\":\""
                        + NOON.plusSeconds(1).getEpochSecond() + "\",\"text\":\"LONG SOL\"}]}";
        Imports.run(room, Files.writeString(folder.resolve("result.json"), chat), Imports.ALL);
        parser = await(room.pool.getConnection());
        begin();
        write(readings(false));
        await(read.commit());
        begin();
    }

    @AfterEach
    void close() {
        assertThat(await(new LedgerCheck().run(room.pool)))
                .filteredOn(result -> result.broken() != 0)
                .isEmpty();
        room.close();
    }

    private void begin() {
        read = await(parser.begin());
    }

    private void update(Long replyTo) {
        room.post(new Post(CHANNEL, 2, NOON.plusSeconds(2), null, "TP1", replyTo, Origin.WITNESSED));
    }

    /** What waits, as the parser's transaction reads it. */
    private List<Reading> readings(boolean answering) {
        List<Waiting> waiting = await(new ParseQueue().claim(parser, 10));
        Map<PostKey, List<StoredSignal>> known = answering
                ? await(signals.ofPosts(parser, Map.of(new PostKey(CHANNEL, 1), NOON.plusSeconds(2))))
                : Map.of();
        List<Answered> answers =
                known.values().stream().flatMap(List::stream).map(Answered::of).toList();
        return waiting.stream()
                .map(version ->
                        new Reading(version, List.of(parsed(version.post().text())), answers))
                .toList();
    }

    private static ParsedSignal parsed(String text) {
        boolean call = text.startsWith("LONG");
        SignalFields.Builder fields = SignalFields.builder().symbol("SOL");
        return new ParsedSignal(
                call ? PostKind.TRADE_SIGNAL : PostKind.SIGNAL_UPDATE,
                (call ? fields.side(Side.LONG) : fields.event(SignalEvent.TARGET_HIT)).build(),
                List.of(),
                0.9);
    }

    private void write(List<Reading> readings) {
        await(new SignalWriter().store(parser, readings));
    }

    /** Waits until it stands before a lock, or is through. */
    private void begun(Future<?> work) {
        room.eventually(
                SOON,
                () -> work.isComplete()
                        || room.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                        + " AND wait_event_type = 'Lock'")
                                .equals(1L));
    }

    private Future<?> undo() {
        return room.vertx.executeBlocking(() -> {
            Imports.undo(room, 1);
            return null;
        });
    }

    private Future<?> reject() {
        JudgementStore judgements = new JudgementStore();
        return room.pool.withTransaction(tx -> judgements
                .lock(tx, CALL)
                .compose(call -> judgements.judge(
                        tx, call, new Judged("me", Verdict.REJECT, call.kind(), call.fields(), null))));
    }

    private Future<?> withdraw() {
        return room.pool.withTransaction(tx -> signals.withdraw(tx, new EventLog(), CALL));
    }

    private Object claims() {
        return room.value("SELECT count(*) FROM claim");
    }

    private void readBeside(Future<?> taking) {
        begun(taking);
        await(read.commit());
        await(taking);
        assertThat(claims()).isEqualTo(0L);
    }

    @Test
    void an_undo_waits_for_the_claim_that_a_parser_is_about_to_store() {
        update(null);
        write(readings(false));
        readBeside(undo());
    }

    @Test
    void so_does_a_rejection() {
        update(null);
        write(readings(false));
        readBeside(reject());
    }

    @Test
    void so_does_a_withdrawal() {
        update(null);
        write(readings(false));
        readBeside(withdraw());
    }

    @Test
    void a_call_that_was_read_as_the_answered_one_and_is_gone_since_is_not_claimed() {
        update(1L);
        List<Reading> readings = readings(true);
        assertThat(readings.get(0).answers()).hasSize(1);
        await(undo());
        write(readings);
        await(read.commit());
        assertThat(claims()).isEqualTo(0L);
        assertThat(room.value("SELECT count(*) FROM signal")).isEqualTo(1L);
    }
}
