package io.signalroom.api;

import io.signalroom.problem.FaultyRequestException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time in a filter.
 *
 * @param at the time meant
 * @param canonical the one spelling of it: RFC 3339 in UTC, or relative in the largest unit of hours and minutes, so that
 *     equal questions are spelt the same and a relative one stays so
 */
record TimeBound(Instant at, String canonical) {
    private static final Pattern RELATIVE = Pattern.compile("-([0-9]{1,6})([mhd])");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Reads a time.
     *
     * @param name of the parameter
     * @throws FaultyRequestException if it is none
     */
    static TimeBound of(String name, String text, Instant now) {
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            long number = Long.parseLong(relative.group(1));
            Duration back = switch (relative.group(2)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            return new TimeBound(checked(name, now.minus(back)), relative(back));
        }
        try {
            if (DAY.matcher(text).matches()) {
                Instant midnight = LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
                return new TimeBound(checked(name, midnight), midnight.toString());
            }
            // a plus sign that was not encoded arrives as a space
            Instant at = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            return new TimeBound(checked(name, at), at.toString());
        } catch (DateTimeException e) {
            throw fault(name);
        }
    }

    /**
     * Reads the bound of that name in a question, if it has one.
     *
     * @throws FaultyRequestException if it is no time
     */
    static Optional<TimeBound> of(String name, Call call, Instant now) {
        return call.text(name).map(text -> of(name, text, now));
    }

    /** Refuses a stretch of time in which there is nothing: {@code to} is exclusive. */
    static void checkOrder(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new FaultyRequestException("/query/from", "from must be earlier than to.");
        }
    }

    private static String relative(Duration back) {
        long minutes = back.toMinutes();
        return minutes % 60 == 0 ? "-" + minutes / 60 + "h" : "-" + minutes + "m";
    }

    private static Instant checked(String name, Instant at) {
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            throw fault(name);
        }
        return at;
    }

    private static FaultyRequestException fault(String name) {
        return new FaultyRequestException(
                "/query/" + name,
                "Takes a time such as 2026-03-01T09:00:00Z, a day such as 2026-03-01, or a time relative to now such as -24h (m, h, d).");
    }
}
