package io.signalroom.ledger;

import static io.signalroom.testing.Room.witnessed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Post;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A batch that brings nothing new leaves the rows of its channels as they are. */
@ExtendWith(Servers.class)
class LockedRowsTest {
    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void the_row_of_a_channel_is_locked_without_being_written() {
        Post post = witnessed(7, 1, "LONG SOL");
        room.post(post);
        Object written = place();
        room.post(post);
        assertThat(place()).isEqualTo(written);

        room.post(witnessed(7, 2, "SHORT SOL"));
        assertThat(place()).isNotEqualTo(written);
    }

    /** Where the newest version of the row stands. */
    private Object place() {
        return room.value("SELECT ctid::text FROM channel WHERE id = 7");
    }
}
