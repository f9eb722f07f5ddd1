package io.signalroom.analytics.history;

import io.signalroom.analytics.rollup.Filter;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * Which signals of which stretch of time a summary covers.
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}
 * @param open whether the stretch goes on: it ends now, and the hour or day of now counts with all that is dated in it
 * @param bucket length of a step
 * @param filter which signals
 */
record HistoricalQuery(Instant from, Instant to, boolean open, Bucket bucket, Filter filter) {
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(31);
    private static final Duration LONGEST_OF_BOTH = Duration.ofDays(100);
    private static final Duration LONGEST_UNCOUNTED = Duration.ofDays(31);

    /** A step of a series, in UTC. */
    enum Bucket {
        HOUR,
        DAY,
        /** From Monday on. */
        WEEK;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        long seconds() {
            return switch (this) {
                case HOUR -> 3_600;
                case DAY -> 86_400;
                case WEEK -> 7 * 86_400;
            };
        }

        Instant floor(Instant at) {
            return switch (this) {
                case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
                case DAY -> at.truncatedTo(ChronoUnit.DAYS);
                case WEEK ->
                    at.truncatedTo(ChronoUnit.DAYS)
                            .atOffset(ZoneOffset.UTC)
                            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                            .toInstant();
            };
        }
    }

    /**
     * Reads the parameters of the operation.
     *
     * @param parameters {@code from} and {@code to} as RFC 3339 or relative ({@code -24h}, {@code -7d}), {@code bucket},
     *     and those of {@link Filter#of}
     * @throws DomainException {@link Failure#INVALID_REQUEST}
     */
    static HistoricalQuery of(JsonObject parameters, Instant now) {
        Instant to = time(parameters.getString("to"), now, now);
        Instant from = time(parameters.getString("from"), now, now.minus(24, ChronoUnit.HOURS));
        if (!from.isBefore(to)) {
            throw new DomainException(Failure.INVALID_REQUEST, "from must lie before to.");
        }
        boolean longer = Duration.between(from, to).compareTo(LONGEST_BY_HOUR) > 0;
        Bucket bucket = Bucket.valueOf(
                parameters.getString("bucket", longer ? "day" : "hour").toUpperCase(Locale.ROOT));
        if (longer && bucket == Bucket.HOUR) {
            throw new DomainException(Failure.INVALID_REQUEST, "More than 31 days are only summed by day or week.");
        }
        HistoricalQuery query = new HistoricalQuery(from, to, to.equals(now), bucket, Filter.of(parameters));
        if (query.ofBoth() && Duration.between(from, to).compareTo(LONGEST_OF_BOTH) > 0) {
            throw new DomainException(
                    Failure.INVALID_REQUEST, "Channels and tokens together are counted over 100 days at most.");
        }
        return query;
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
        } catch (DateTimeException | ArithmeticException e) {
            throw new DomainException(
                    Failure.INVALID_REQUEST, "A time is RFC 3339 such as 2026-03-01T00:00:00Z, or -24h, or -7d.");
        }
    }

    /** The last 31 days of the stretch, the first one whole, or all of a shorter one: as much as tokens are counted of. */
    HistoricalQuery recent() {
        Instant earliest = to.minus(LONGEST_UNCOUNTED);
        return new HistoricalQuery(from.isBefore(earliest) ? midnight(earliest) : begin(), to, open, bucket, filter);
    }

    /** At {@code at} or the next after it. */
    static Instant midnight(Instant at) {
        return at.minusNanos(1).truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }

    /** As many whole steps just before. */
    HistoricalQuery previous() {
        long step = bucket.seconds();
        long steps = -Math.floorDiv(-Duration.between(begin(), to).toSeconds(), step);
        return new HistoricalQuery(begin().minusSeconds(steps * step), begin(), false, bucket, filter);
    }

    /** Where the last whole {@code unit} ends; the one that goes on is whole as far as it has come. */
    Instant whole(ChronoUnit unit) {
        Instant last = to.truncatedTo(unit);
        return open ? last.plus(1, unit) : last;
    }

    /** Begin of the first step. */
    Instant begin() {
        return bucket.floor(from);
    }

    /** Whether channels or tokens are asked for, so that whole hours of the feed do not tell. */
    boolean ofSome() {
        return !filter.channels().isEmpty() || !filter.tokens().isEmpty();
    }

    /** Whether channels and tokens are asked for, which no rollup counts together. */
    boolean ofBoth() {
        return !filter.channels().isEmpty() && !filter.tokens().isEmpty();
    }
}
