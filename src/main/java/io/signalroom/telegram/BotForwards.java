package io.signalroom.telegram;

import io.signalroom.signal.Forward;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Reads where a message of the Bot API was forwarded from: {@code forward_origin}, or the older fields for channels. */
final class BotForwards {
    private BotForwards() {}

    /** Null if it was not forwarded; what is broken is left out. */
    static Forward of(JsonObject message) {
        if (message.getValue("forward_origin") instanceof JsonObject origin) {
            return ofOrigin(origin);
        }
        return message.getValue("forward_from_chat") instanceof JsonObject chat
                ? ofChat(
                        chat,
                        number(message, "forward_from_message_id"),
                        Forwards.time(message.getValue("forward_date")))
                : null;
    }

    private static Forward ofOrigin(JsonObject origin) {
        Instant at = Forwards.time(origin.getValue("date"));
        return switch (String.valueOf(origin.getValue("type"))) {
            case "channel" -> ofChat(object(origin, "chat"), number(origin, "message_id"), at);
            case "chat" -> ofChat(object(origin, "sender_chat"), null, at);
            case "user" -> ofName(name(object(origin, "sender_user")), at);
            case "hidden_user" -> ofName(text(origin, "sender_user_name"), at);
            default -> ofName(null, at);
        };
    }

    private static Forward ofChat(JsonObject chat, Long messageId, Instant at) {
        Long id = number(chat, "id");
        return Forwards.of(
                id == null ? null : ChannelIds.orNull(id), text(chat, "username"), messageId, text(chat, "title"), at);
    }

    private static Forward ofName(String name, Instant at) {
        return Forwards.of(null, null, null, name, at);
    }

    private static String name(JsonObject person) {
        String first = text(person, "first_name");
        String last = text(person, "last_name");
        return first == null || last == null ? first : first + " " + last;
    }

    private static JsonObject object(JsonObject from, String name) {
        return from.getValue(name) instanceof JsonObject object ? object : new JsonObject();
    }

    private static String text(JsonObject from, String name) {
        return from.getValue(name) instanceof String text ? text : null;
    }

    private static Long number(JsonObject from, String name) {
        Object value = from.getValue(name);
        return value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : null;
    }
}
