package io.signalroom.telegram.tdlib;

import static io.signalroom.testing.Room.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.signalroom.telegram.Pollers;
import io.signalroom.telegram.SourceState;
import io.signalroom.testing.Room;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A poller that reads with a fake TDLib into a real database. */
final class TdlibRig implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final String HASH = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    final Room room = new Room();
    final FakeTd fake = new FakeTd(true);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Map<String, JsonObject> status = new ConcurrentHashMap<>();
    private final Path folder;
    private final Clock clock;
    private String poller;

    TdlibRig(Path folder) {
        this(folder, Clock.systemUTC());
    }

    /** With a clock that the test moves. */
    TdlibRig(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        await(room.bus.listen(Addresses.STATUS_REPORTED, part -> status.put(part.part(), part.state())));
    }

    static AppConfig.Account account(Path folder, int history, String... channels) {
        return new AppConfig.Account(
                12_345, new Secret(HASH), Optional.empty(), List.of(channels), history, folder.resolve("tdlib"));
    }

    /** Notes a session, as signing in does. */
    void signIn() {
        try {
            new TdSession(account(folder, 0)).keep();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void poll(int history, String... channels) {
        poller = await(room.vertx.deployVerticle(Pollers.of(
                room,
                meters,
                (vertx, guard) -> new TdlibSource(
                        vertx, room.pool, account(folder, history, channels), meters, clock, () -> fake))));
    }

    void stop() {
        await(room.vertx.undeploy(poller));
        poller = null;
    }

    String state() {
        JsonObject state = status.get("source:mtproto");
        return state == null ? "" : state.getString("state");
    }

    String detail() {
        JsonObject state = status.get("source:mtproto");
        return state == null ? "" : state.getString("detail");
    }

    void awaitState(SourceState state) {
        room.eventually(SOON, () -> state().equals(state.wire()));
    }

    void awaitDetail(String words) {
        room.eventually(SOON, () -> detail().contains(words));
    }

    void awaitVersions(long count) {
        room.eventually(SOON, () -> (Long) room.value("SELECT count(*) FROM message") >= count);
    }

    /** All versions in order: number, revision, origin, text. */
    String stored() {
        return (String)
                room.value("SELECT string_agg(message_id || '.' || revision || ' ' || origin || ' ' || text, '|'"
                        + " ORDER BY message_id, revision) FROM message");
    }

    @Override
    public void close() {
        if (poller != null) {
            stop();
        }
        room.close();
    }
}
