package io.signalroom.boot;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this machine's clock agrees with the database's. A clock that is wrong by itself cannot be noticed; one that differs
 * from those of the other nodes can, and makes tokens end early or late.
 */
final class ClockCheck {
    private static final Logger log = LoggerFactory.getLogger(ClockCheck.class);
    private static final Duration MAY_DIFFER = Duration.ofSeconds(10);

    private ClockCheck() {}

    /** Warns in the log; a database that cannot tell is none of its business. */
    static Future<Void> run(Pool pool, Clock clock) {
        Instant asked = clock.instant();
        return pool.query("SELECT clock_timestamp()")
                .execute()
                .map(rows -> warn(Duration.between(
                        asked, rows.iterator().next().getOffsetDateTime(0).toInstant())))
                .otherwiseEmpty();
    }

    private static Void warn(Duration ahead) {
        if (ahead.abs().compareTo(MAY_DIFFER) > 0) {
            log.warn(
                    "The clocks of this machine and of the database differ by {} seconds: set them right, or tokens end early or late.",
                    ahead.abs().toSeconds());
        }
        return null;
    }
}
