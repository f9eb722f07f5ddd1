package io.signalroom.telegram.tdlib;

import io.signalroom.signal.Forward;
import io.signalroom.telegram.PostText;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * What is read of one of TDLib's messages.
 *
 * @param chatId as TDLib and the Bot API write it, {@code -100…}
 * @param messageId Telegram's own number
 * @param editedAt null if it was never edited
 * @param text or caption, may be empty
 * @param replyTo message of the same channel, or null
 * @param forwardedFrom who said it first, or null
 */
record TdMessage(
        long chatId,
        long messageId,
        Instant postedAt,
        Instant editedAt,
        String text,
        Long replyTo,
        Forward forwardedFrom) {
    /** TDLib's numbers are Telegram's, moved up by 20 bits; what is not sent yet has something in these. */
    private static final int SHIFT = 20;

    /** Telegram opened on this day; nothing can be older. */
    private static final Instant FIRST_DAY = Instant.parse("2013-08-14T00:00:00Z");

    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofDays(1);

    /**
     * Reads a message.
     *
     * @param now for telling a time that cannot be
     * @param origins knows where it was forwarded from
     * @throws IllegalArgumentException if it is none that can be stored
     */
    static TdMessage of(JsonObject message, Instant now, Origins origins) {
        long chatId = Td.number(message, "chat_id");
        long edited = message.getValue("edit_date") == null ? 0 : Td.number(message, "edit_date");
        return new TdMessage(
                chatId,
                idOf(Td.number(message, "id")),
                time(Td.number(message, "date"), now),
                edited == 0 ? null : time(edited, now),
                textOf(Td.object(message, "content")),
                replyTo(message, chatId),
                origins.of(message));
    }

    /** Another version of it. */
    TdMessage edited(Instant at, String newText) {
        return new TdMessage(chatId, messageId, postedAt, at, newText, replyTo, forwardedFrom);
    }

    /** Whether it has no number of Telegram's: not sent yet, or not to be sent yet. */
    static boolean local(JsonObject message) {
        return message.getValue("scheduling_state") != null || (Td.number(message, "id") & ((1 << SHIFT) - 1)) != 0;
    }

    /**
     * Telegram's number for one of TDLib's.
     *
     * @throws IllegalArgumentException if it has none
     */
    static long idOf(long tdId) {
        if (tdId <= 0 || (tdId & ((1 << SHIFT) - 1)) != 0) {
            throw new IllegalArgumentException("message id of no post");
        }
        return tdId >> SHIFT;
    }

    /** TDLib's number for one of Telegram's. */
    static long tdIdOf(long messageId) {
        return messageId << SHIFT;
    }

    /** The text or the caption of a message's content; empty if it has neither. */
    static String textOf(JsonObject content) {
        if (Td.is(content, "messageAnimatedEmoji")) {
            return PostText.clean(Td.text(content, "emoji"));
        }
        Object text = content.containsKey("text") ? content.getValue("text") : content.getValue("caption");
        return text instanceof JsonObject formatted ? PostText.clean(Td.text(formatted, "text")) : "";
    }

    /**
     * Reads a time.
     *
     * @param seconds since 1970
     * @throws IllegalArgumentException if it cannot be
     */
    static Instant time(long seconds, Instant now) {
        if (seconds < FIRST_DAY.getEpochSecond()
                || seconds > now.plus(CLOCKS_MAY_DIFFER).getEpochSecond()) {
            throw new IllegalArgumentException("bad time " + seconds);
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static Long replyTo(JsonObject message, long chatId) {
        if (!(message.getValue("reply_to") instanceof JsonObject reply)
                || !Td.is(reply, "messageReplyToMessage")
                || Td.number(reply, "chat_id") != chatId
                || Td.number(reply, "message_id") == 0) {
            return null;
        }
        return idOf(Td.number(reply, "message_id"));
    }
}
