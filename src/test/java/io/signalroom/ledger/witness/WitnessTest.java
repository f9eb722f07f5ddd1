package io.signalroom.ledger.witness;

import static io.signalroom.testing.Room.await;
import static io.signalroom.testing.Room.edited;
import static io.signalroom.testing.Room.witnessed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.db.Db;
import io.signalroom.db.Migrations;
import io.signalroom.ledger.MessageStore;
import io.signalroom.ledger.PostBatch;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Post;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was stored of a channel, and what becomes visible when somebody changes it in the database. */
@ExtendWith(Servers.class)
class WitnessTest {
    private static final String OLD = """
            INSERT INTO channel (id, title, origin, source) VALUES (7, 'Seven', 'witnessed', 'bot_api'),
                (8, 'Eight', 'imported', 'import'), (9, 'Empty', 'manual', 'manual');
            INSERT INTO message (channel_id, message_id, revision, posted_at, edited_at, first_seen_at, origin, reply_to, text)
            SELECT c, n % 10 + 1 + 10 * (c - 7), n / 10 + 1, timestamptz '2017-03-01T09:00:00.123456Z' + n % 10 * interval '1 year',
                   CASE WHEN n >= 10 THEN timestamptz '2026-03-01' + n * interval '1 minute' END,
                   timestamptz '2026-03-01T10:00:00.654321Z' + n % 7 * interval '1 second', 'witnessed',
                   CASE WHEN n % 3 = 0 THEN n END, CASE WHEN n = 5 THEN '' ELSE '🚀 покупаем é ' || n END
            FROM generate_series(7, 8) c, generate_series(0, 19) n;
            INSERT INTO message_deletion VALUES (7, 3, '2026-03-02T00:00:00.000001Z');
            """;

    private final Room room = new Room();

    @BeforeEach
    void post() {
        Post call = witnessed(7, 1, "LONG SOL");
        room.post(call, witnessed(7, 2, "TP1"), witnessed(8, 1, "other"));
        room.post(edited(call, 60, "SHORT SOL"), witnessed(7, 3, "🚀"));
        delete(7, 2);
        room.post(witnessed(7, 4, "more"));
    }

    @AfterEach
    void close() {
        room.close();
    }

    private void delete(long channel, long message) {
        await(room.pool.withTransaction(tx -> new MessageStore()
                .store(
                        tx,
                        new PostBatch(
                                "test",
                                List.of(new ChannelInfo(channel, null, "Channel", false)),
                                List.of(),
                                List.of(new PostBatch.Deletion(
                                        channel, message, Instant.parse("2026-03-02T00:00:00.123456789Z")))))));
    }

    private ChainWalk.Found walk() {
        return await(new ChainWalk().run(room.pool));
    }

    /** What somebody does who may do everything with the database. */
    private void tamper(String sql) {
        await(room.pool.query("ALTER TABLE message DISABLE TRIGGER USER").execute());
        await(room.pool
                .query("ALTER TABLE message_deletion DISABLE TRIGGER USER")
                .execute());
        await(room.pool.query(sql).execute());
    }

    @Test
    void what_nobody_changed_holds() {
        assertThat(walk()).isEqualTo(new ChainWalk.Found(2, 7, List.of()));
    }

    @Test
    void a_known_deletion_is_no_second_link() {
        delete(7, 2);
        assertThat(walk()).isEqualTo(new ChainWalk.Found(2, 7, List.of()));
    }

    @Test
    void no_row_can_be_rewritten() {
        for (String table : List.of("message", "message_deletion")) {
            Future<?> rewriting =
                    room.pool.query("UPDATE " + table + " SET message_id = 9").execute();
            assertThatThrownBy(() -> await(rewriting)).hasMessageContaining("are never changed");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE message SET text = 'LONG ETH' WHERE channel_id = 7 AND message_id = 1 AND revision = 1 | link 1, version 1 of post 1, is not what was stored",
                "UPDATE message SET text = 'SHORT ETH' WHERE message_id = 1 AND revision = 2 | link 3, version 2 of post 1, is not what was stored",
                "UPDATE message SET first_seen_at = first_seen_at - interval '1 microsecond' WHERE message_id = 3 | link 4, version 1 of post 3, is not what was stored",
                "UPDATE message SET posted_at = posted_at - interval '1 second' WHERE message_id = 3 | link 4, version 1 of post 3, is not what was stored",
                "UPDATE message SET edited_at = NULL WHERE revision = 2 | link 3, version 2 of post 1, is not what was stored",
                "UPDATE message SET origin = 'imported' WHERE message_id = 4 | link 6, version 1 of post 4, is not what was stored",
                "UPDATE message SET reply_to = 1 WHERE message_id = 4 | link 6, version 1 of post 4, is not what was stored",
                "UPDATE message SET message_id = 5 WHERE message_id = 4 | link 6, version 1 of post 5, is not what was stored",
                "UPDATE message SET chain_hash = sha256('x') WHERE message_id = 2 | link 2, version 1 of post 2, is not what was stored",
                "UPDATE message SET chain_hash = 'short' WHERE channel_id = 7 AND message_id = 2 | link 2 cannot be read",
                "UPDATE message SET first_seen_at = 'infinity' WHERE channel_id = 7 AND message_id = 3 | link 4 cannot be read",
                "UPDATE channel SET chain_hash = 'short' WHERE id = 7 | link 6 cannot be read",
                "UPDATE message_deletion SET deleted_at = now() | link 5, the deletion of post 2, is not what was stored",
                "DELETE FROM message WHERE channel_id = 7 AND message_id = 2 | link 2 is missing",
                "DELETE FROM message WHERE channel_id = 7 AND message_id = 4 | link 6 is missing",
                "DELETE FROM message_deletion | link 5 is missing",
                "UPDATE message SET chain_no = 2 WHERE message_id = 3 | link 2, version 1 of post 3, is there twice",
                "UPDATE channel SET chain_no = 5 WHERE id = 7 | the chain ends at link 6, the channel says 5",
                "UPDATE channel SET chain_hash = sha256('x') WHERE id = 7 | the chain ends at link 6, the channel says 6",
                "DELETE FROM channel WHERE id = 7 | the channel itself is gone"
            })
    void what_somebody_changed_is_named(String change, String found) {
        tamper(change);
        assertThat(walk().broken()).containsExactly("channel 7: " + found);
    }

    /** A whole new chain can be written by who may write everything; whoever noted the old one's end sees it. */
    @Test
    void a_noted_end_tells_of_a_chain_that_was_written_anew() {
        Object noted = room.value("SELECT encode(chain_hash, 'hex') FROM channel WHERE id = 7");
        tamper("DELETE FROM message WHERE channel_id = 7");
        tamper("DELETE FROM message_deletion");
        tamper("UPDATE channel SET chain_no = 0, chain_hash = decode(repeat('00', 32), 'hex') WHERE id = 7");
        room.post(witnessed(7, 1, "LONG ETH"));
        assertThat(walk().broken()).isEmpty();
        assertThat(room.value("SELECT encode(chain_hash, 'hex') FROM channel WHERE id = 7"))
                .isNotEqualTo(noted);
    }

    @Test
    void writers_at_once_make_one_chain() {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Post post = witnessed(7, 100 + i, "post " + i);
            all.add(room.pool.withTransaction(tx -> new MessageStore()
                    .store(
                            tx,
                            new PostBatch(
                                    "test", List.of(new ChannelInfo(7, null, "Channel", false)), List.of(post)))));
        }
        await(Future.all(all));
        assertThat(walk()).isEqualTo(new ChainWalk.Found(2, 47, List.of()));
    }

    @Test
    void what_was_stored_before_there_were_chains_is_chained() throws SQLException {
        String url = Servers.freshDatabase();
        Flyway.configure()
                .dataSource(Servers.jdbc(url), null, null)
                .locations("classpath:db/migration")
                .target("12")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(Servers.jdbc(url));
                Statement statement = connection.createStatement()) {
            statement.execute(OLD);
        }
        Migrations.migrate(url);
        Pool pool = Db.pool(room.vertx, url, "old", new Db.Limits(2, Duration.ofSeconds(20), Duration.ofSeconds(10)));
        assertThat(await(new ChainWalk().run(pool))).isEqualTo(new ChainWalk.Found(3, 41, List.of()));
        assertThat(await(pool.query("SELECT sum(last_message_id) FROM channel").execute())
                        .iterator()
                        .next()
                        .getLong(0))
                .isEqualTo(30L);
        await(pool.close());
    }
}
