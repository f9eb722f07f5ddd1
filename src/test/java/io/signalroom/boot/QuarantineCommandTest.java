package io.signalroom.boot;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.signal.Post;
import io.signalroom.testing.FaultCount;
import io.signalroom.testing.Room;
import io.signalroom.testing.ServerProcess;
import io.signalroom.testing.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * P11, with the real parser: a post that cannot be stored is tried three times by itself and taken out with its reason, holds
 * up nobody, and is read by the command once what stood in its way is gone.
 */
@ExtendWith(Servers.class)
@Execution(ExecutionMode.CONCURRENT)
class QuarantineCommandTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int POSTS = 100;
    private static final int POISON = 51;
    private static final int TRIES = 3;
    private static final int LANES = 2;
    private final Room room = new Room();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void a_poison_message_is_tried_three_times_and_can_be_read_again() {
        poison();
        SignalParser parser = new SignalParser();
        String verticle = await(room.vertx.deployVerticle(new ParserVerticle(room.pool, room.bus, parser::parse)));
        Set<Long> sent = new HashSet<>();
        Post[] posts = new Post[POSTS];
        for (int i = 0; i < POSTS; i++) {
            posts[i] = call(i + 1);
            sent.add(posts[i].messageId());
        }
        room.post(posts);
        room.hint();
        room.eventually(SOON, () -> count("parse_queue") == 0);

        // in the batch, then by itself three times; the sequence counts also what was rolled back. Between two tries of
        // one lane
        // the other may take its batch, and has a try of its own under way when the post is taken out
        assertThat((Long) room.value("SELECT last_value FROM tries"))
                .isBetween(1L + TRIES, (long) LANES + TRIES + LANES - 1);
        assertThat(room.value("SELECT message_id || ' ' || reason FROM quarantine"))
                .asString()
                .startsWith(POISON + " ")
                .contains("no poison here");
        Set<Long> others = new HashSet<>(sent);
        others.remove((long) POISON);
        FaultCount.of("P11", 0, sent, others, signals()).print();

        long next = System.nanoTime();
        room.post(call(POSTS + 1));
        room.hint();
        room.eventually(SOON, () -> count("signal") == POSTS);
        assertThat(Duration.ofNanos(System.nanoTime() - next)).isLessThan(Duration.ofSeconds(2));
        sent.add(POSTS + 1L);

        await(room.vertx.undeploy(verticle));
        retry(sent);
    }

    private void retry(Set<Long> sent) {
        room.value("INSERT INTO quarantine VALUES (7, 777, 0, now(), 'bad date 4102444800') RETURNING 1");
        assertThat(command(0, "list"))
                .contains("7/51/1", "no poison here")
                .contains("7/777/0", "bad date 4102444800; never stored, so it cannot be read again")
                .contains("2 in quarantine, 1 of them can be read again");
        assertThat(command(1, "retry", "7/51/1")).contains("Put 1 back", "1 are in quarantine again");
        assertThat(command(1, "retry", "7/777/0")).contains("7/777/0 is not in quarantine, or was never stored");

        await(room.pool.query("DROP TRIGGER poison ON signal").execute());
        assertThat(command(1, "retry", "-2/57/1")).contains("-2/57/1 is not in quarantine, or was never stored");
        assertThat(command(1, "retry", "--all"))
                .contains("Put 1 back into the parsers' queue; 0 are in quarantine again.")
                .contains("1 cannot be read again, because they were never stored");
        FaultCount.of("P11 again", 0, sent, sent, signals()).print();
        assertThat(command(0, "list")).contains("1 in quarantine, 0 of them");
        assertThat(command(2, "retry", "7-51")).contains("7-51", "CHANNEL/MESSAGE/VERSION");
        assertThat(command(2, "retry")).contains("--all");
        assertThat(command(2)).contains("Say list or retry.");
    }

    /** The database refuses one signal, and counts how often it is asked to take it. */
    private void poison() {
        await(room.pool.query("CREATE SEQUENCE tries").execute());
        await(room.pool.query("""
                        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF NEW.message_id = %d THEN
                                PERFORM nextval('tries');
                                RAISE EXCEPTION 'no poison here';
                            END IF;
                            RETURN NEW;
                        END $$""".formatted(POISON)).execute());
        await(room.pool
                .query("CREATE TRIGGER poison BEFORE INSERT ON signal FOR EACH ROW EXECUTE FUNCTION refuse()")
                .execute());
    }

    private static Post call(int number) {
        return Room.witnessed(7, number, "#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 191.5\nSL: 17" + number % 10);
    }

    private List<Long> signals() {
        return await(room.pool.query("SELECT message_id FROM signal").execute()).stream()
                .map(row -> row.getLong(0))
                .toList();
    }

    private long count(String table) {
        return (Long) room.value("SELECT count(*) FROM " + table);
    }

    private String command(int status, String... words) {
        List<String> line = new ArrayList<>(List.of("quarantine"));
        line.addAll(List.of(words));
        Map<String, String> settings =
                Map.of("DATABASE_URL", room.url, "SECRET_KEY", "0123456789abcdef0123456789abcdef");
        ServerProcess process = ServerProcess.run(folder, settings, line.toArray(String[]::new));
        assertThat(process.exitStatus(Duration.ofSeconds(60)))
                .as(process.output())
                .isEqualTo(status);
        assertThat(process.output()).doesNotContain("Exception:");
        return process.output();
    }
}
