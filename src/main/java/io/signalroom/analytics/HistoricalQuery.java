package io.signalroom.analytics;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which stretch of time a summary covers.
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}
 * @param bucket {@code hour} or {@code day}
 * @param origin wire name, or null for all
 */
record HistoricalQuery(Instant from, Instant to, String bucket, String origin) {
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(31);
    private static final Duration LONGEST_UNCOUNTED = Duration.ofDays(31);

    /**
     * Reads the parameters of the operation.
     *
     * @param parameters {@code from} and {@code to} as RFC 3339 or relative ({@code -24h}, {@code -7d}), {@code bucket}
     * @throws DomainException {@link Failure#INVALID_REQUEST}
     */
    static HistoricalQuery of(JsonObject parameters, Instant now) {
        Instant to = time(parameters.getString("to"), now, now);
        Instant from = time(parameters.getString("from"), now, now.minus(24, ChronoUnit.HOURS));
        if (!from.isBefore(to)) {
            throw new DomainException(Failure.INVALID_REQUEST, "from must lie before to.");
        }
        boolean longer = Duration.between(from, to).compareTo(LONGEST_BY_HOUR) > 0;
        String bucket = parameters.getString("bucket", longer ? "day" : "hour");
        if (longer && bucket.equals("hour")) {
            throw new DomainException(Failure.INVALID_REQUEST, "More than 31 days are only summed by day.");
        }
        return new HistoricalQuery(from, to, bucket, parameters.getString("origin"));
    }

    private static Instant time(String text, Instant now, Instant otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            if (text.startsWith("-")) {
                return now.minus(Duration.parse((text.endsWith("d") ? "P" : "PT") + text.substring(1)));
            }
            return Instant.parse(text);
        } catch (java.time.DateTimeException | ArithmeticException e) {
            throw new DomainException(
                    Failure.INVALID_REQUEST, "A time is RFC 3339 such as 2026-03-01T00:00:00Z, or -24h, or -7d.");
        }
    }

    /** The last 31 days of the stretch, or all of a shorter one: as much as is read signal by signal. */
    HistoricalQuery recent() {
        Instant earliest = to.minus(LONGEST_UNCOUNTED);
        return from.isBefore(earliest) ? new HistoricalQuery(earliest, to, bucket, origin) : this;
    }

    /** The stretch of the same length just before. */
    HistoricalQuery previous() {
        return new HistoricalQuery(from.minus(Duration.between(from, to)), from, bucket, origin);
    }
}
