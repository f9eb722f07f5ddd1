package io.signalroom.signal;

import java.time.Instant;
import java.util.Objects;

/**
 * One version of one channel post, as a source delivered it. The pair ({@code channelId}, {@code messageId}) is the same
 * in every Telegram source, see the record's factory methods in the sources.
 *
 * @param channelId Telegram's bare channel id (the Bot API's {@code -100…} prefix removed); positive for Telegram,
 *     negative for channels that exist only here (demo, manual)
 * @param messageId Telegram's message id, unique in its channel
 * @param postedAt when Telegram says it was posted, to the second
 * @param editedAt when Telegram says this version was edited; null for a first version
 * @param text whole text or caption, may be empty, never null; at most 65,536 characters
 * @param replyTo message id in the same channel it answers, or null
 * @param origin how it came to be known
 * @param forwardedFrom who said it first, or null if it is the channel's own
 */
public record Post(
        long channelId,
        long messageId,
        Instant postedAt,
        Instant editedAt,
        String text,
        Long replyTo,
        Origin origin,
        Forward forwardedFrom) {
    /** Longest text taken; Telegram's own limit is 4,096. */
    public static final int MAX_TEXT = 65_536;

    public Post {
        Objects.requireNonNull(postedAt, "postedAt");
        Objects.requireNonNull(origin, "origin");
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("text of " + text.length() + " characters");
        }
    }

    /** What is the channel's own. */
    public Post(
            long channelId,
            long messageId,
            Instant postedAt,
            Instant editedAt,
            String text,
            Long replyTo,
            Origin origin) {
        this(channelId, messageId, postedAt, editedAt, text, replyTo, origin, null);
    }
}
