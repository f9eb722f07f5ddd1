package io.signalroom.telegram.preview;

import static io.signalroom.testing.Room.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.telegram.Delivery;
import io.signalroom.telegram.Pollers;
import io.signalroom.telegram.Standing;
import io.signalroom.telegram.TelegramSource;
import io.signalroom.testing.Room;
import io.signalroom.testing.SetClock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A poller that reads a fake t.me into a real database, as politely as ever, by a clock that the test moves. */
final class PreviewRig implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    /** The longest time between two requests for a channel. */
    static final Duration TURN = Duration.ofSeconds(76);

    private static final Pace PACE = new Pace(
            Pace.POLITE.channel(),
            Duration.ZERO,
            Pace.POLITE.trouble(),
            Pace.POLITE.none(),
            Pace.POLITE.again(),
            Pace.POLITE.album(),
            Pace.POLITE.look(),
            Duration.ofSeconds(1),
            Duration.ofMillis(3));

    final Room room = new Room();
    final FakePreviews fake = await(FakePreviews.start(room.vertx));
    final SetClock clock = new SetClock(Instant.parse("2026-03-02T12:00:00Z"));
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Map<String, JsonObject> status = new ConcurrentHashMap<>();
    private final AtomicInteger rounds = new AtomicInteger();

    PreviewRig() {
        fake.clock(clock);
        await(room.bus.listen(Addresses.STATUS_REPORTED, part -> status.put(part.part(), part.state())));
    }

    /** Deploys a poller of these names and lets it read each once; undeploy it by the id given back. */
    String poll(String... names) {
        String id = deploy(names);
        settle();
        return id;
    }

    /** Deploys a poller of these names. */
    String deploy(String... names) {
        PreviewSource.Site site = new PreviewSource.Site(
                URI.create(fake.url()), "Signalroom/test (desk@example.org)", List.of(names), List.of("bot_api"));
        return await(room.vertx.deployVerticle(Pollers.of(
                room,
                meters,
                (on, guard) ->
                        new Counted(new PreviewSource(on, new Fenced(room.pool, guard), site, PACE, clock, meters)))));
    }

    void stop(String id) {
        await(room.vertx.undeploy(id));
    }

    /** Time passes, and what became due is done. */
    void pass(Duration time) {
        clock.set(clock.instant().plus(time));
        settle();
    }

    /** Every channel has its turn. */
    void turn() {
        pass(TURN);
    }

    void turns(int count) {
        for (int i = 0; i < count; i++) {
            turn();
        }
    }

    /** What is due and goes well is over after so many rounds. */
    private void settle() {
        int until = rounds.get() + 6;
        room.eventually(SOON, () -> rounds.get() >= until);
    }

    /** How often it was asked for, with {@code part} in the address. */
    long asked(String part) {
        return fake.asked().stream().filter(it -> it.path().contains(part)).count();
    }

    String state() {
        return status.getOrDefault("source:preview", new JsonObject()).getString("state", "");
    }

    String detail() {
        return status.getOrDefault("source:preview", new JsonObject()).getString("detail", "");
    }

    /** Its versions as they are stored: number, text and origin. */
    String stored(long channel, long post) {
        return String.valueOf(
                room.value("SELECT string_agg(revision || ' ' || text || ' ' || origin, '|' ORDER BY revision)"
                        + " FROM message WHERE channel_id = " + channel + " AND message_id = " + post));
    }

    long count(String table) {
        return (Long) room.value("SELECT count(*) FROM " + table);
    }

    double counted(String name, String... tags) {
        Counter counter = meters.find(name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        await(fake.close());
        room.close();
    }

    /** Counts the rounds of a source. */
    private final class Counted implements TelegramSource {
        private final TelegramSource source;

        Counted(TelegramSource source) {
            this.source = source;
        }

        @Override
        public String id() {
            return source.id();
        }

        @Override
        public Future<Delivery> next() {
            rounds.incrementAndGet();
            return source.next();
        }

        @Override
        public void committed(Delivery delivery) {
            source.committed(delivery);
        }

        @Override
        public Standing standing() {
            return source.standing();
        }

        @Override
        public Future<Void> close() {
            return source.close();
        }
    }
}
