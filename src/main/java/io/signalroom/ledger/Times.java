package io.signalroom.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times between SQL and the domain; null stays null. */
final class Times {
    private Times() {}

    static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** RFC 3339 in UTC with {@code Z}. */
    static String text(OffsetDateTime time) {
        return time == null ? null : time.toInstant().toString();
    }

    static OffsetDateTime sql(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /** As the database keeps it: whole microseconds, null stays null. */
    static Instant stored(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
