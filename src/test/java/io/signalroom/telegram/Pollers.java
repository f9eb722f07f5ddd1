package io.signalroom.telegram;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.testing.Room;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.BiFunction;

/** Pollers for tests of sources that live in packages of their own. */
public final class Pollers {
    private Pollers() {}

    /** A poller of one source, which is made anew, with a guard, each time the lease is won. */
    public static TelegramPollerVerticle of(
            Room room, MeterRegistry meters, BiFunction<Vertx, Ingest.Step, TelegramSource> source) {
        return new TelegramPollerVerticle(
                room.pool,
                room.bus,
                0,
                Integer.MAX_VALUE,
                meters,
                (vertx, guard) -> List.of(source.apply(vertx, guard)));
    }
}
