package io.signalroom.telegram.tdlib;

import static io.signalroom.testing.Room.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.telegram.Pollers;
import io.signalroom.testing.Room;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The way of posts by MTProto, for tests that take several ways. */
public final class TdlibWay {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private TdlibWay() {}

    /** What nobody may repeat. */
    public static final List<String> SECRETS =
            List.of(FakeTd.PHONE, FakeTd.PHONE.substring(1), FakeTd.CODE, FakeTd.PASSWORD, TdlibRig.HASH);

    /** A post of the channel that all fakes have. */
    public record Said(long id, Instant at, String text) {}

    /**
     * Signs in and reads while TDLib repeats in its refusals what it was given.
     *
     * @return what a person was told
     */
    public static List<String> troubled(Room room, Path folder) {
        FakeTd fake = new FakeTd(false);
        List<String> told = new ArrayList<>();
        for (String faulty : List.of(
                "setAuthenticationPhoneNumber",
                "checkAuthenticationCode",
                "checkAuthenticationPassword",
                "setTdlibParameters")) {
            fake.fail(faulty, TdShapes.error(400, "REFUSED: " + SECRETS));
            Deque<String> typed = new ArrayDeque<>(List.of(FakeTd.PHONE, FakeTd.CODE, FakeTd.PASSWORD));
            try {
                told.add("signed in: "
                        + new SignIn(TdlibRig.account(folder, 0, "desk"), person(typed, told), () -> fake).in());
            } catch (IOException | RuntimeException e) {
                told.add(e.toString());
            }
        }
        fake.fail("setTdlibParameters", TdShapes.error(400, "REFUSED: " + SECRETS), TdShapes.error(500, TdlibRig.HASH));
        fake.fail("searchPublicChat", TdShapes.error(400, "REFUSED: " + SECRETS), TdShapes.error(500, TdlibRig.HASH));
        String poller = poll(room, folder, fake);
        room.eventually(LIMIT, () -> fake.asked("setTdlibParameters") >= 4);
        await(room.vertx.undeploy(poller));
        return told;
    }

    private static Person person(Deque<String> typed, List<String> told) {
        return new Person() {
            @Override
            public void tell(String line) {
                told.add(line);
            }

            @Override
            public String ask(String question) {
                told.add(question);
                return typed.poll();
            }

            @Override
            public String askSecretly(String question) {
                return ask(question);
            }
        };
    }

    private static String poll(Room room, Path folder, FakeTd fake) {
        try {
            new TdSession(TdlibRig.account(folder, 0)).keep();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        return await(room.vertx.deployVerticle(Pollers.of(
                room,
                meters,
                (vertx, guard) -> new TdlibSource(
                        vertx,
                        room.pool,
                        TdlibRig.account(folder, 0, "desk"),
                        meters,
                        Clock.systemUTC(),
                        () -> fake))));
    }

    /**
     * Has these pushed by TDLib, one after the other, and returns when the last is stored.
     *
     * @param folder where its session is kept
     * @param posts the last of them not stored yet
     */
    public static void bring(Room room, Path folder, List<Said> posts) {
        FakeTd fake = new FakeTd(true);
        String poller = poll(room, folder, fake);
        room.eventually(LIMIT, () -> fake.asked("openChat") == 1);
        posts.forEach(post -> fake.post(TdShapes.message(post.id(), post.at(), post.text())));
        long last = posts.get(posts.size() - 1).id();
        room.eventually(
                LIMIT,
                () -> (Long) room.value("SELECT count(*) FROM message WHERE channel_id = " + TdShapes.CHANNEL
                                + " AND message_id = " + last)
                        == 1);
        await(room.vertx.undeploy(poller));
    }
}
