package io.signalroom.parse;

import static io.signalroom.testing.Room.await;
import static io.signalroom.testing.Room.edited;
import static io.signalroom.testing.Room.witnessed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.JudgementStore;
import io.signalroom.ledger.JudgementStore.Judged;
import io.signalroom.ledger.LedgerCheck;
import io.signalroom.ledger.MessageStore;
import io.signalroom.ledger.PostBatch;
import io.signalroom.ledger.SignalQuery;
import io.signalroom.ledger.SignalSort;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.ledger.Verdict;
import io.signalroom.signal.FieldSpan;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.Origin;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way of a post, on a real PostgreSQL, with a parser whose answers are plain to see. */
@ExtendWith(Servers.class)
class ParserVerticleTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private final Room room = new Room();
    private final EventLog events = new EventLog();

    @BeforeEach
    void start() {
        await(room.vertx.deployVerticle(new ParserVerticle(room.pool, room.bus, ParserVerticleTest::judge)));
    }

    @AfterEach
    void stop() {
        room.close();
    }

    /** "LONG x" is a call for x; "TP1" answers a call; "POISON" cannot be stored; "BUG" breaks the parser; all else is noise. */
    private static Judgement judge(String text, ParsedSignal parent) {
        if (text.startsWith("LONG ")) {
            SignalFields fields = SignalFields.builder()
                    .symbol(text.substring(5))
                    .side(Side.LONG)
                    .entries(List.of(new BigDecimal("182.0"), new BigDecimal("184.50")))
                    .stopLoss(new BigDecimal("0.000000000012345678901234567890"))
                    .leverage(BigDecimal.TEN)
                    .build();
            return Judgement.of(
                    List.of(new ParsedSignal(
                            PostKind.TRADE_SIGNAL, fields, List.of(new FieldSpan("symbol", 0, 5, 6, 1)), 0.9)),
                    List.of("long"));
        }
        if (text.equals("TP1") && parent != null) {
            SignalFields fields = SignalFields.builder()
                    .symbol(parent.fields().symbol())
                    .event(SignalEvent.TARGET_HIT)
                    .targetIndex(1)
                    .build();
            return Judgement.of(
                    List.of(new ParsedSignal(PostKind.SIGNAL_UPDATE, fields, List.of(), 0.8)), List.of("tp"));
        }
        if (text.equals("POISON")) {
            SignalFields fields = SignalFields.builder().symbol("\u0000").build();
            return Judgement.of(List.of(new ParsedSignal(PostKind.LISTING, fields, List.of(), 0.8)), List.of("poison"));
        }
        if (text.equals("BUG")) {
            throw new IllegalStateException("a bug of the parser");
        }
        return Judgement.noise(1, List.of("nothing"));
    }

    private List<StoredSignal> signals() {
        return await(new SignalStore().list(room.pool, SignalQuery.all(), SignalSort.NEWEST, null, 100))
                .signals();
    }

    private void whenParsed() {
        room.hint();
        room.eventually(
                SOON, () -> room.value("SELECT count(*) FROM parse_queue").equals(0L));
    }

    @Test
    void a_call_becomes_a_signal_with_every_digit_kept() {
        room.post(witnessed(7, 1, "LONG SOL"), witnessed(7, 2, "hello"));
        whenParsed();
        assertThat(signals()).hasSize(1);
        JsonObject json = signals().get(0).toJson();
        assertThat(json.getJsonArray("entries")).containsExactly("182.0", "184.50");
        assertThat(json.getString("stopLoss")).isEqualTo("0.000000000012345678901234567890");
        assertThat(json.getInteger("leverage")).isEqualTo(10);
        assertThat(json.getJsonObject("channel").getString("title")).isEqualTo("Channel 7");
        assertThat(json.getString("origin")).isEqualTo("witnessed");
    }

    @Test
    void numbers_of_events_have_no_gaps_and_follow_the_posts() {
        for (int i = 1; i <= 40; i++) {
            room.post(witnessed(7 + i % 3, i, "LONG T" + i));
        }
        whenParsed();
        List<JsonObject> all = await(events.after(room.pool, "e", 0, 100));
        assertThat(all).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(all.get(i).getLong("seq")).isEqualTo(i + 1);
            assertThat(all.get(i).getJsonObject("data").getInteger("messageId")).isEqualTo(i + 1);
        }
    }

    @Test
    void an_edit_marks_the_signal_and_leaves_its_plan() {
        Post first = witnessed(7, 1, "LONG SOL");
        room.post(first);
        room.post(edited(first, 60, "LONG BTC"));
        whenParsed();
        StoredSignal signal = signals().get(0);
        assertThat(signals()).hasSize(1);
        assertThat(signal.fields().symbol()).isEqualTo("SOL");
        assertThat(signal.marks().editedAt()).isEqualTo(first.postedAt().plusSeconds(60));
        assertThat(await(events.after(room.pool, "e", 0, 10)))
                .extracting(e -> e.getString("type"))
                .containsExactly("signal.created", "signal.edited");
    }

    @Test
    void a_signal_that_comes_with_an_edit_says_from_which_version_it_is() {
        Post first = witnessed(7, 1, "wait for it");
        room.post(first, edited(first, 60, "LONG SOL"));
        whenParsed();
        assertThat(signals().get(0).source().revision()).isEqualTo(2);
    }

    @Test
    void what_an_operator_said_stays_when_the_machine_reads_the_post_again() {
        Post first = witnessed(7, 1, "LONG SOL");
        room.post(first);
        whenParsed();
        JudgementStore judgements = new JudgementStore();
        SignalFields right = SignalFields.builder()
                .symbol("ETH")
                .side(Side.SHORT)
                .entryMarket(true)
                .build();
        SignalId id = signals().get(0).id();
        await(room.pool.withTransaction(tx -> judgements
                .lock(tx, id)
                .compose(now -> judgements.judge(
                        tx, now, new Judged("tester", Verdict.CORRECT, PostKind.TRADE_SIGNAL, right, null)))));
        JsonArray before = await(judgements.of(room.pool, signals().get(0)));
        await(room.pool
                .query("INSERT INTO parse_queue (channel_id, message_id, revision, posted_at)"
                        + " SELECT channel_id, message_id, revision, posted_at FROM message")
                .execute());
        whenParsed();
        room.post(edited(first, 60, "LONG BTC"));
        whenParsed();
        assertThat(signals()).hasSize(1);
        assertThat(signals().get(0).fields()).isEqualTo(right);
        assertThat(await(judgements.of(room.pool, signals().get(0)))).isEqualTo(before);
        assertThat(before.getJsonObject(0).getJsonObject("fields").getJsonArray("entries"))
                .containsExactly("182.0", "184.50");
    }

    @Test
    void a_deleted_post_keeps_its_signal_and_shows_it() {
        room.post(witnessed(7, 1, "LONG SOL"));
        Instant gone = Instant.parse("2026-03-02T00:00:00Z");
        await(room.pool.withTransaction(tx -> new MessageStore()
                .store(
                        tx,
                        new PostBatch(
                                "test",
                                List.of(new io.signalroom.signal.ChannelInfo(7, null, "Channel 7", false)),
                                List.of(),
                                List.of(new PostBatch.Deletion(7, 1, gone))))));
        whenParsed();
        assertThat(signals().get(0).marks().deletedAt()).isEqualTo(gone);
    }

    @Test
    void an_answer_is_read_with_the_call_it_answers() {
        room.post(
                witnessed(7, 1, "LONG SOL"),
                new Post(7, 2, Instant.parse("2026-03-01T10:00:00Z"), null, "TP1", 1L, Origin.WITNESSED));
        whenParsed();
        room.post(new Post(7, 3, Instant.parse("2026-03-01T11:00:00Z"), null, "TP1", 1L, Origin.WITNESSED));
        whenParsed();
        assertThat(signals()).extracting(s -> s.fields().symbol()).containsExactly("SOL", "SOL", "SOL");
        assertThat(await(new SignalStore().list(room.pool, SignalQuery.repliesTo(7, 1), SignalSort.NEWEST, null, 10))
                        .signals())
                .hasSize(2);
    }

    @Test
    void an_answer_to_a_post_that_was_no_signal_is_read_with_what_its_text_says_by_itself() {
        room.post(witnessed(7, 1, "LONG SOL"));
        await(room.pool.query("DELETE FROM parse_queue").execute()); // as if no parser had understood it yet
        room.post(new Post(7, 2, Instant.parse("2026-03-01T10:00:00Z"), null, "TP1", 1L, Origin.WITNESSED));
        whenParsed();
        assertThat(signals()).extracting(s -> s.fields().symbol()).containsExactly("SOL");
        assertThat(signals().get(0).kind()).isEqualTo(PostKind.SIGNAL_UPDATE);
    }

    @Test
    void a_post_whose_parent_breaks_the_parser_is_read_alone() {
        room.post(witnessed(7, 1, "BUG"));
        whenParsed();
        room.post(new Post(7, 2, Instant.parse("2026-03-01T10:00:00Z"), null, "LONG SOL", 1L, Origin.WITNESSED));
        whenParsed();
        assertThat(signals()).extracting(s -> s.fields().symbol()).containsExactly("SOL");
    }

    @Test
    void a_claim_on_a_signal_that_is_not_there_is_found() {
        room.post(
                witnessed(7, 1, "LONG SOL"),
                new Post(7, 2, Instant.parse("2026-03-01T10:00:00Z"), null, "TP1", 1L, Origin.WITNESSED));
        whenParsed();
        LedgerCheck check = new LedgerCheck();
        String promise = "every claim joins an update and a signal of its channel that is older and stands";
        assertThat(await(check.run(room.pool))).contains(new LedgerCheck.Result(promise, 0, List.of()));
        await(room.pool.query("UPDATE claim SET signal_id = gen_random_uuid()").execute());
        assertThat(await(check.run(room.pool))).contains(new LedgerCheck.Result(promise, 1, List.of()));
    }

    @Test
    void a_poison_post_is_quarantined_and_its_neighbours_are_stored() {
        Post[] posts = new Post[100];
        for (int i = 0; i < 100; i++) {
            posts[i] = witnessed(7, i + 1, i == 50 ? "POISON" : "LONG T" + i);
        }
        room.post(posts);
        whenParsed();
        assertThat(room.value("SELECT count(*) FROM signal")).isEqualTo(99L);
        assertThat(room.value("SELECT count(*) FROM quarantine WHERE message_id = 51"))
                .isEqualTo(1L);
        assertThat(room.value("SELECT seq FROM event_head")).isEqualTo(99L);
    }

    @Test
    void a_post_on_which_the_parser_breaks_holds_up_nobody() {
        room.post(witnessed(7, 1, "BUG"), witnessed(7, 2, "LONG SOL"));
        whenParsed();
        assertThat(signals()).extracting(s -> s.fields().symbol()).containsExactly("SOL");
        assertThat(room.value("SELECT reason FROM quarantine WHERE message_id = 1"))
                .asString()
                .contains("the parser broke", "a bug of the parser");
    }

    @Test
    void a_lost_hint_is_swept_within_five_seconds() {
        room.post(witnessed(7, 1, "LONG SOL"));
        room.eventually(Duration.ofSeconds(5), () -> !signals().isEmpty());
    }

    @Test
    void the_same_delivery_twice_is_one_signal() {
        room.post(witnessed(7, 1, "LONG SOL"));
        room.post(witnessed(7, 1, "LONG SOL"));
        whenParsed();
        assertThat(signals()).hasSize(1);
        assertThat(room.value("SELECT posts FROM channel")).isEqualTo(1L);
    }
}
