package io.signalroom.parse;

import static io.signalroom.testing.Room.await;
import static io.signalroom.testing.Room.edited;
import static io.signalroom.testing.Room.witnessed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.Quarantine;
import io.signalroom.signal.Post;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A version that is read out of quarantine when later ones were read long ago. */
@ExtendWith(Servers.class)
class ReadAgainTest {
    private static final String CALL = "#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 191.5\nSL: 176.9";
    private static final String HELD = """
            WITH held AS (DELETE FROM parse_queue RETURNING channel_id, message_id, revision, posted_at)
            INSERT INTO quarantine SELECT channel_id, message_id, revision, posted_at, 'refused' FROM held""";

    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    private void whenParsed() {
        room.hint();
        room.eventually(
                Duration.ofSeconds(30),
                () -> room.value("SELECT count(*) FROM parse_queue").equals(0L));
    }

    @Test
    void its_signal_says_when_its_post_was_edited() {
        Post first = witnessed(7, 1, CALL);
        room.post(first, witnessed(7, 2, CALL));
        await(room.pool.query(HELD).execute());
        room.post(edited(first, 60, "good morning"));
        room.post(edited(first, 90, "good night"));
        await(room.vertx.deployVerticle(new ParserVerticle(room.pool, room.bus, new SignalParser()::parse)));
        whenParsed();
        assertThat(room.value("SELECT count(*) FROM signal")).isEqualTo(0L);

        assertThat(await(new Quarantine().retry(room.pool, Instant.now().plusSeconds(60), 10)))
                .isEqualTo(2);
        whenParsed();

        assertThat(editedAt(1)).isEqualTo(first.postedAt().plusSeconds(90));
        assertThat(editedAt(2)).isNull();
    }

    private Instant editedAt(long message) {
        Object at = room.value("SELECT edited_at FROM signal WHERE message_id = " + message);
        return at == null ? null : ((OffsetDateTime) at).toInstant();
    }
}
