package io.signalroom.telegram.tdlib;

import io.signalroom.signal.Forward;
import io.signalroom.telegram.ChannelIds;
import io.signalroom.telegram.Forwards;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads where messages were forwarded from. TDLib tells the names of chats once, before the first message that needs them; the newest
 * ten thousand are remembered, of channels and groups only: of a person it is kept that it was somebody,
 * and the name that those who hide their account let others see.
 */
final class Origins {
    private static final int NAMES = 10_000;

    private final Map<Long, String> titles = bounded();
    private final Map<Long, String> usernames = bounded();

    /** Takes a name out of an update, if there is one in it. */
    void learn(JsonObject update) {
        switch (Td.type(update)) {
            case "updateNewChat" -> {
                JsonObject chat = Td.object(update, "chat");
                title(Td.number(chat, "id"), chat);
            }
            case "updateChatTitle" -> title(Td.number(update, "chat_id"), update);
            case "updateSupergroup" -> {
                JsonObject supergroup = Td.object(update, "supergroup");
                long id = Td.number(supergroup, "id"); // bare, other than a chat's
                ChannelBook.username(supergroup)
                        .ifPresentOrElse(name -> usernames.put(id, name), () -> usernames.remove(id));
            }
            default -> {}
        }
    }

    private void title(long chatId, JsonObject from) {
        Long id = ChannelIds.orNull(chatId);
        if (id != null && from.getValue("title") instanceof String title) {
            titles.put(id, title);
        }
    }

    /** Where a message was forwarded from; null if it was not. What is broken is left out. */
    Forward of(JsonObject message) {
        if (!(message.getValue("forward_info") instanceof JsonObject info)) {
            return null;
        }
        Instant at = Forwards.time(info.getValue("date"));
        if (!(info.getValue("origin") instanceof JsonObject origin)) {
            return Forwards.of(null, null, null, null, at);
        }
        return switch (Td.type(origin)) {
            case "messageOriginChannel" -> ofChat(origin.getValue("chat_id"), messageId(origin), at);
            case "messageOriginChat" -> ofChat(origin.getValue("sender_chat_id"), null, at);
            case "messageOriginHiddenUser" ->
                Forwards.of(null, null, null, origin.getValue("sender_name") instanceof String name ? name : null, at);
            default -> Forwards.of(null, null, null, null, at);
        };
    }

    private Forward ofChat(Object chatId, Long messageId, Instant at) {
        Long id = chatId instanceof Number number ? ChannelIds.orNull(number.longValue()) : null;
        return Forwards.of(id, usernames.get(id), messageId, titles.get(id), at);
    }

    private static Long messageId(JsonObject origin) {
        try {
            return TdMessage.idOf(Td.number(origin, "message_id"));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Map<Long, String> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
                return size() > NAMES;
            }
        };
    }
}
