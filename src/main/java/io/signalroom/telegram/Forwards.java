package io.signalroom.telegram;

import io.signalroom.signal.Forward;
import java.time.Instant;

/** Makes what a source tells of where a post was forwarded from fit to be kept. What is broken in it is left out: it never costs the post. */
public final class Forwards {
    /** Telegram opened on this day; nothing can be older. */
    private static final Instant FIRST_DAY = Instant.parse("2013-08-14T00:00:00Z");

    private static final Instant LAST_DAY = Instant.parse("9999-12-31T00:00:00Z");
    private static final int MAX_USERNAME = 64;
    /** JavaScript's largest whole number. */
    private static final long MOST = (1L << 53) - 1;

    private Forwards() {}

    /**
     * What is kept of it.
     *
     * @param channelId a bare id, or null
     * @param username without {@code @}, or null
     * @param messageId in that channel, or null; says nothing without one of the two
     * @param name anything, or null
     * @param at any time, or null
     */
    public static Forward of(Long channelId, String username, Long messageId, String name, Instant at) {
        Long channel = number(channelId);
        String called = username(username);
        return new Forward(
                channel,
                called,
                channel == null && called == null ? null : number(messageId),
                name(name),
                at == null || !canBe(at) ? null : at);
    }

    /** A time in seconds since 1970 as JSON may hold it; null if it is none that can be. */
    public static Instant time(Object seconds) {
        long at = seconds instanceof Integer || seconds instanceof Long ? ((Number) seconds).longValue() : 0;
        return at >= FIRST_DAY.getEpochSecond() && at < LAST_DAY.getEpochSecond() ? Instant.ofEpochSecond(at) : null;
    }

    private static Long number(Long value) {
        return value == null || value <= 0 || value > MOST ? null : value;
    }

    private static String username(String value) {
        return value == null
                        || value.isEmpty()
                        || value.length() > MAX_USERNAME
                        || !value.chars().allMatch(Forwards::inNames)
                ? null
                : value;
    }

    private static boolean inNames(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_');
    }

    private static String name(String value) {
        String name = value == null ? "" : value.strip();
        return name.isEmpty() ? null : PostText.clean(name.substring(0, Math.min(name.length(), Forward.MAX_NAME)));
    }

    private static boolean canBe(Instant at) {
        return !at.isBefore(FIRST_DAY) && at.isBefore(LAST_DAY);
    }
}
