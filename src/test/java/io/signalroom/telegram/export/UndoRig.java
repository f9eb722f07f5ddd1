package io.signalroom.telegram.export;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.analytics.AnalyticsVerticle;
import io.signalroom.ledger.LedgerCheck;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Room;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A ledger with the real parser and the real counts; message n is of n minutes past noon. */
abstract class UndoRig {
    static final long HARBOR = 1_987_654_321L;
    static final String CALL = "#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 191.5\nTP2: 198\nSL: 176.9";
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Everything that an import may change, but for the log of events and the imports themselves. */
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry(
                    "channel",
                    "id, title, username, origin, source, posts, edits, deletions, first_post_at, last_post_at"),
            Map.entry("message", "channel_id, message_id, revision, posted_at, edited_at, origin, reply_to, text"),
            Map.entry("message_forward", "channel_id, message_id, revision, name"),
            Map.entry("message_deletion", "channel_id, message_id"),
            Map.entry("channel_day", "*"),
            Map.entry("parse_queue", "channel_id, message_id, revision"),
            Map.entry("quarantine", "channel_id, message_id, revision"),
            Map.entry("signal", "id, revision, state, symbol, edited_at, deleted_at, withdrawn_at, follows, judged_at"),
            Map.entry("claim", "update_id, signal_id, how, closes"),
            Map.entry("outcome", "signal_id, state"),
            Map.entry("signal_judgement", "signal_id, verdict"),
            Map.entry("import_message", "channel_id, message_id, revision, import_id"),
            Map.entry("rollup_hour", "*"),
            Map.entry("rollup_day", "*"),
            Map.entry("rollup_hour_sum", "*"),
            Map.entry("rollup_day_sum", "*"),
            Map.entry("rollup_channel_month", "*"),
            Map.entry("rollup_channel", "*"));

    final Room room = new Room();

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        await(room.vertx.deployVerticle(
                new ParserVerticle(room.pool, room.bus, new SignalParser()::parse, 0, new SimpleMeterRegistry())));
        await(room.vertx.deployVerticle(new AnalyticsVerticle(
                new AnalyticsVerticle.Pools(room.pool), room.bus, ConfigSamples.CACHE, Clock.systemUTC())));
    }

    @AfterEach
    void close() {
        settle();
        assertThat(await(new LedgerCheck().run(room.pool)))
                .filteredOn(result -> result.broken() != 0)
                .isEmpty();
        room.close();
    }

    /** Waits until all is parsed and counted. */
    void settle() {
        room.hint();
        room.eventually(SOON, () -> room.value("""
                SELECT NOT EXISTS (SELECT 1 FROM parse_queue) AND NOT EXISTS (SELECT 1 FROM rollup_due)
                    AND (SELECT p.seq = h.seq AND p.epoch = h.epoch AND p.recount_from IS NULL
                         FROM rollup_position p, event_head h)""").equals(true));
    }

    static Post heard(long channel, long id, int edit, String text, Long replyTo) {
        Instant at = NOON.plusSeconds(60 * id);
        return new Post(channel, id, at, edit == 0 ? null : at.plusSeconds(edit), text, replyTo, Origin.WITNESSED);
    }

    static Post heard(long id, String text) {
        return heard(HARBOR, id, 0, text, null);
    }

    static JsonObject exported(long id, int edit, String text, Long replyTo) {
        long at = NOON.getEpochSecond() + 60 * id;
        JsonObject message = new JsonObject()
                .put("id", id)
                .put("type", "message")
                .put("date_unixtime", String.valueOf(at))
                .put("text", text);
        if (edit > 0) {
            message.put("edited_unixtime", String.valueOf(at + edit));
        }
        return replyTo == null ? message : message.put("reply_to_message_id", replyTo);
    }

    static JsonObject exported(long id, String text) {
        return exported(id, 0, text, null);
    }

    static JsonObject chat(long channel, JsonObject... messages) {
        return new JsonObject()
                .put("name", "Title in the file " + channel)
                .put("type", "public_channel")
                .put("id", channel)
                .put("messages", new JsonArray(Arrays.asList(messages)));
    }

    /** Imports chats as one file; gives the number of the import. */
    long imported(JsonObject... chats) {
        JsonObject account =
                new JsonObject().put("chats", new JsonObject().put("list", new JsonArray(Arrays.asList(chats))));
        try {
            Path file = Files.writeString(folder.resolve("result.json"), account.encode());
            Imports.run(room, file, Imports.ALL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (Long) room.value("SELECT max(id) FROM import_batch");
    }

    /** All tables, row by row as text. */
    Map<String, Object> snapshot() {
        Map<String, Object> all = new LinkedHashMap<>();
        TABLES.forEach((table, columns) -> all.put(
                table,
                room.value("SELECT coalesce(string_agg(r::text, E'\\n' ORDER BY r::text), '') FROM (SELECT " + columns
                        + " FROM " + table + ") r")));
        return all;
    }

    long count(String what) {
        return (Long) room.value("SELECT count(*) FROM " + what);
    }
}
