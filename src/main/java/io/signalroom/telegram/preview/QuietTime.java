package io.signalroom.telegram.preview;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Until when a server wants no calls, whoever of this process was told so. */
final class QuietTime {
    private final LocalMap<String, Long> until;
    private final String server;

    QuietTime(Vertx vertx, URI server) {
        this.until = vertx.sharedData().getLocalMap("preview.quiet");
        this.server = server.toString();
    }

    /** It asks to wait so long. */
    void ask(Instant now, Duration wait) {
        until.merge(server, now.plus(wait).toEpochMilli(), Math::max);
    }

    /** When it may be asked again; long past if it never said. */
    Instant end() {
        return Instant.ofEpochMilli(until.getOrDefault(server, 0L));
    }
}
