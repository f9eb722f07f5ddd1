package io.signalroom.telegram.export;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.AddedChannels;
import io.signalroom.ledger.ChannelStore;
import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.ledger.ImportStore;
import io.signalroom.ledger.ImportUndo;
import io.signalroom.ledger.witness.ChainWalk;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an import meets the channels that are known. */
@ExtendWith(Servers.class)
class ImportedChannelTest extends UndoRig {
    private static final AddedChannels PAGES = new AddedChannels("preview", List.of("bot_api"));

    /** Something that is counted. */
    @BeforeEach
    void hearOther() {
        room.post(heard(77, 1, 0, CALL, null));
        settle();
    }

    private List<String> names() {
        return await(PAGES.names(room.pool, 10));
    }

    private void channelIs(String titleAndSource) {
        assertThat(room.value("SELECT title || ', ' || source FROM channel WHERE id = " + HARBOR))
                .isEqualTo(titleAndSource);
    }

    @Test
    void a_channel_that_was_added_by_hand_keeps_its_name_and_is_said_to_be_imported_until_that_is_undone() {
        await(room.pool.withTransaction(
                tx -> new ChannelStore().create(tx, new ChannelInfo(HARBOR, "harbor", "Added", false))));
        channelIs("Added, manual");
        Map<String, Object> before = snapshot();

        long id = imported(chat(HARBOR, exported(1, "hello")));
        channelIs("Added, import");
        assertThat(names()).as("to be read by its page").containsExactly("harbor");

        Imports.undo(room, id);
        settle();
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void a_channel_that_is_being_read_is_neither_renamed_nor_taken_over() {
        room.post(heard(1, "hello"));
        imported(chat(HARBOR, exported(2, "hello")));
        channelIs("Channel " + HARBOR + ", test");
    }

    @Test
    void a_channel_that_was_imported_first_and_is_read_since_is_not_renamed_by_another_import() {
        imported(chat(HARBOR, exported(1, "hello")));
        channelIs("Title in the file " + HARBOR + ", import");
        room.post(heard(2, "hello"));
        imported(chat(HARBOR, exported(3, "hello")));
        channelIs("Channel " + HARBOR + ", test");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_channel_without_an_id_leaves_nothing_behind_when_telegram_tells_its_id(boolean known) {
        await(room.pool.withTransaction(
                tx -> new ChannelStore().create(tx, new ChannelInfo(0, "harbor", "Added", false))));
        How how = new How(null, null, null, false, "@harbor");
        Imports.run(room, Path.of("src/test/resources/telegram/html"), how);
        Imports.undo(room, 1);
        long old = (Long) room.value("SELECT id FROM channel WHERE username = 'harbor'");
        assertThat(count("message_removal WHERE channel_id = " + old)).isPositive();
        room.value("INSERT INTO message_gap VALUES (" + old + ", 1, 4) RETURNING 1");
        if (known) {
            room.post(heard(10, "hello"));
        }

        boolean gaveWay = await(room.pool.withTransaction(tx -> PAGES.join(tx, "Harbor", HARBOR)));

        assertThat(gaveWay).isEqualTo(known);
        room.post(heard(11, "hello"));
        settle();
        assertThat(await(new ChainWalk().run(room.pool)).broken()).isEmpty();
        assertThat(count("channel WHERE id = " + old)).isZero();
        assertThat(count("message_removal")).isZero();
        assertThat(count("message_gap")).isZero();
    }

    @Test
    void an_undo_visits_also_the_channels_that_only_an_earlier_run_had_come_to() {
        ImportStore imports = new ImportStore();
        long id = await(imports.begun(room.pool, Imports.ALL, 1, "tester", "first"))
                .id();
        await(imports.advance(room.pool, id, "first", 1, 1, List.of(7L, 8L)));
        await(imports.advance(room.pool, id, "first", 1, 1, List.of(8L, 9L)));
        assertThat(await(new ImportUndo().channels(room.pool, id))).containsExactlyInAnyOrder(7L, 8L, 9L);
    }
}
