package io.signalroom.telegram.tdlib;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.telegram.ChannelIds;
import io.signalroom.telegram.PostText;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The channels that are read, by their bare ids, with the names they have now. What the account sees beside them is kept by
 * {@link Origins} alone.
 */
final class ChannelBook {
    private static final int MAX_TITLE = 256;
    private final Map<Long, ChannelInfo> channels = new HashMap<>();

    /** Reads a channel from now on, whatever it is called. */
    void add(long id) {
        channels.putIfAbsent(id, new ChannelInfo(id, null, "Channel " + id, false));
    }

    boolean has(long id) {
        return channels.containsKey(id);
    }

    ChannelInfo info(long id) {
        return channels.get(id);
    }

    /** The bare id of a channel that is read; 0 for any other chat. */
    long idOf(long chatId) {
        try {
            long id = ChannelIds.ofBotApi(chatId);
            return has(id) ? id : 0;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    /** Takes the names out of an update, if it is one of a channel that is read. */
    void learn(JsonObject update) {
        switch (Td.type(update)) {
            case "updateNewChat" -> learnChat(Td.object(update, "chat"));
            case "updateChatTitle" -> title(idOf(Td.number(update, "chat_id")), update);
            case "updateSupergroup" -> learnSupergroup(Td.object(update, "supergroup"));
            default -> {}
        }
    }

    void learnChat(JsonObject chat) {
        title(idOf(Td.number(chat, "id")), chat);
    }

    void learnSupergroup(JsonObject supergroup) {
        long id = Td.number(supergroup, "id"); // bare, other than a chat's
        if (!has(id)) {
            return;
        }
        channels.put(id, new ChannelInfo(id, username(supergroup).orElse(null), info(id).title(), false));
    }

    /** The first of its public names. */
    static Optional<String> username(JsonObject supergroup) {
        if (!(supergroup.getValue("usernames") instanceof JsonObject names)) {
            return Optional.empty();
        }
        return Td.values(names, "active_usernames").stream()
                .filter(String.class::isInstance)
                .map(name -> PostText.clean((String) name))
                .filter(name -> !name.isBlank())
                .findFirst();
    }

    private void title(long id, JsonObject from) {
        if (id != 0 && from.getValue("title") instanceof String title && !title.isBlank()) {
            String shortened = PostText.clean(title.substring(0, Math.min(title.length(), MAX_TITLE)));
            channels.put(id, new ChannelInfo(id, info(id).username(), shortened, false));
        }
    }
}
