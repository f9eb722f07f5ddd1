package io.signalroom.telegram.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Imports;
import io.signalroom.testing.OutcomeRows;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an import alone brought goes, and nothing else. */
@ExtendWith(Servers.class)
class ImportUndoTest extends UndoRig {
    private static final long FOREIGN = 77;

    @Test
    void all_is_as_it_was_before() {
        room.post(
                heard(10, CALL),
                heard(HARBOR, 11, 0, "TP1 ✅ +5.2%", 10L),
                heard(20, "#BTC/USDT SHORT\nEntry: 60000\nTP1: 58000\nSL: 61000"),
                heard(30, "good morning"));
        settle();
        Map<String, Object> before = snapshot();

        long id = imported(
                chat(
                        HARBOR,
                        exported(5, "#ETH/USDT LONG\nEntry: 3000\nTP1: 3300\nSL: 2900"),
                        exported(10, 600, CALL.replace("176.9", "170"), null),
                        exported(15, 0, "#SOL stopped out, closed", null),
                        exported(30, "good morning"),
                        exported(40, CALL.replace("SOL", "AVAX")).put("forwarded_from", "Macro Notes")),
                chat(FOREIGN, exported(1, CALL), exported(2, 0, "TP1 ✅", 1L)));
        settle();
        assertThat(snapshot()).isNotEqualTo(before);
        assertThat(count("message_forward")).isEqualTo(1);
        assertThat(room.value("SELECT edited_at IS NOT NULL FROM signal WHERE message_id = 10"))
                .isEqualTo(true);

        Imports.undo(room, id);
        settle();

        assertThat(snapshot()).isEqualTo(before);
        assertThat(room.value("SELECT state || ' ' || undo_removed || ' ' || undo_kept FROM import_batch"))
                .isEqualTo("undone 6 0");
    }

    @Test
    void outcomes_and_judgements_go_with_their_signals() {
        long id = imported(chat(FOREIGN, exported(1, CALL)));
        settle();
        room.value("INSERT INTO market (feed, base, quote) VALUES ('mock', 'SOL', 'USDT') RETURNING 1");
        room.value("""
                INSERT INTO outcome_assumptions (latency_seconds, expiry_seconds, scalp_expiry_seconds, fee, slippage)
                VALUES (30, 604800, 86400, 0.001, 0.0005) RETURNING 1""");
        assertThat(OutcomeRows.putAll(room.pool)).isEqualTo(1);
        room.value("""
                INSERT INTO signal_judgement (signal_id, posted_at, subject, at, verdict, kind, fields, confidence)
                SELECT id, posted_at, 'me', now(), 'confirm', kind, '{}', 1 FROM signal RETURNING 1""");

        Imports.undo(room, id);

        assertThat(count("outcome")).isZero();
        assertThat(count("signal_judgement")).isZero();
        assertThat(count("signal")).isZero();
        assertThat(count("channel")).isZero();
    }

    @Test
    void a_post_that_was_witnessed_after_it_stays() {
        long id = imported(chat(HARBOR, exported(1, CALL), exported(2, CALL.replace("SOL", "ADA"))));
        settle();
        room.post(heard(1, CALL));

        Imports.undo(room, id);
        settle();

        assertThat(room.value("SELECT string_agg(message_id::text, ' ') FROM message"))
                .isEqualTo("1");
        assertThat(room.value("SELECT string_agg(symbol, ' ') FROM signal")).isEqualTo("SOL");
        assertThat(room.value("SELECT posts || ' ' || undo_removed || ' ' || undo_kept FROM import_batch"))
                .isEqualTo("2 1 1");
    }

    @Test
    void where_a_post_was_forwarded_from_goes_and_stays_with_the_version_that_told_it() {
        long id = imported(chat(
                HARBOR,
                exported(1, CALL).put("forwarded_from", "Stays"),
                exported(2, CALL.replace("SOL", "ADA")).put("forwarded_from", "Goes")));
        room.post(heard(1, CALL), heard(3, "own"));
        long second = imported(chat(HARBOR, exported(3, 60, "not own", null).put("forwarded_from", "Goes too")));
        assertThat(count("message_forward")).isEqualTo(3);

        Imports.undo(room, id);
        Imports.undo(room, second);

        assertThat(room.value("SELECT string_agg(message_id || ' ' || name, '; ') FROM message_forward"))
                .isEqualTo("1 Stays");
    }

    @Test
    void what_a_witnessed_edit_stands_on_stays() {
        long id = imported(chat(HARBOR, exported(1, CALL)));
        settle();
        room.post(heard(HARBOR, 1, 60, CALL.replace("176.9", "170"), null));
        settle();

        Imports.undo(room, id);

        assertThat(count("message")).isEqualTo(2);
        assertThat(count("signal")).isEqualTo(1);
    }

    @Test
    void what_two_imports_brought_goes_with_the_second_whichever_it_is() {
        for (boolean firstFirst : new boolean[] {true, false}) {
            long first = imported(chat(HARBOR, exported(1, CALL), exported(2, "hello")));
            long second = imported(chat(HARBOR, exported(1, CALL), exported(2, 60, "hello there", null)));
            settle();

            Imports.undo(room, firstFirst ? first : second);
            settle();
            assertThat(count("message WHERE revision = 1")).isEqualTo(2);
            assertThat(count("message WHERE revision = 2")).isEqualTo(firstFirst ? 1 : 0);

            Imports.undo(room, firstFirst ? second : first);
            settle();
            assertThat(count("message")).isZero();
            assertThat(count("import_message")).isZero();
            assertThat(count("channel")).isZero();
        }
    }

    @Test
    void what_was_imported_before_imports_were_noted_stays() {
        imported(chat(HARBOR, exported(1, CALL)));
        room.value("DELETE FROM import_message RETURNING 1");
        long id = imported(chat(HARBOR, exported(1, CALL)));

        Imports.undo(room, id);

        assertThat(count("message")).isEqualTo(1);
    }

    @Test
    void a_witnessed_update_speaks_of_another_call_once_the_imported_one_is_gone() {
        room.post(heard(1, CALL));
        settle();
        long id = imported(chat(HARBOR, exported(5, CALL.replace("182.0", "181"))));
        settle();
        room.post(heard(10, "#SOL TP1 hit ✅"));
        settle();
        assertThat(claimed()).isEqualTo(5L);

        Imports.undo(room, id);
        settle();

        assertThat(claimed()).isEqualTo(1L);
    }

    private Object claimed() {
        return room.value("SELECT s.message_id FROM claim l JOIN signal s ON s.id = l.signal_id");
    }

    @Test
    void what_no_parser_has_read_yet_is_not_read_any_more() {
        JsonObject[] many = LongStream.rangeClosed(1, 1_200)
                .mapToObj(i -> exported(i, CALL.replace("182.0", String.valueOf(100 + i))))
                .toArray(JsonObject[]::new);
        long id = imported(chat(HARBOR, many));

        Imports.undo(room, id);
        settle();

        assertThat(count("message")).isZero();
        assertThat(count("signal")).isZero();
        assertThat(count("parse_queue")).isZero();
        assertThat(room.value("""
                SELECT count(*) FILTER (WHERE type = 'signal.created') - count(*) FILTER (WHERE type = 'signal.deleted')
                FROM signal_event""")).isEqualTo(0L);
    }
}
