package io.signalroom.telegram.tdlib;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Objects as TDLib 1.8.67 writes them. */
final class TdShapes {
    static final long CHANNEL = 1_987_654_321L;
    static final long CHAT = -1_001_987_654_321L;

    private TdShapes() {}

    static JsonObject message(long messageId, Instant posted, String text) {
        return Td.of("message")
                .put("id", messageId << 20)
                .put("sender_id", Td.of("messageSenderChat").put("chat_id", CHAT))
                .put("chat_id", CHAT)
                .put("is_outgoing", false)
                .put("is_pinned", false)
                .put("is_from_offline", false)
                .put("can_be_saved", true)
                .put("has_timestamped_media", true)
                .put("is_channel_post", true)
                .put("is_paid_star_suggested_post", false)
                .put("contains_unread_mention", false)
                .put("date", posted.getEpochSecond())
                .put("edit_date", 0)
                .put("unread_reactions", new JsonArray())
                .put("self_destruct_in", 0.0)
                .put("auto_delete_in", 0.0)
                .put("via_bot_user_id", 0)
                .put("sender_boost_count", 0)
                .put("paid_message_star_count", 0)
                .put("author_signature", "")
                .put("media_album_id", "0")
                .put("effect_id", "0")
                .put("content", textContent(text));
    }

    static JsonObject textContent(String text) {
        return Td.of("messageText").put("text", formatted(text));
    }

    /** A photo with a caption. */
    static JsonObject photoContent(String caption) {
        return Td.of("messagePhoto")
                .put("photo", Td.of("photo").put("has_stickers", false).put("sizes", new JsonArray()))
                .put("caption", formatted(caption))
                .put("show_caption_above_media", false)
                .put("has_spoiler", false)
                .put("is_secret", false);
    }

    static JsonObject formatted(String text) {
        JsonObject bold = Td.of("textEntity")
                .put("offset", 0)
                .put("length", Math.min(4, text.length()))
                .put("type", Td.of("textEntityTypeBold"));
        return Td.of("formattedText").put("text", text).put("entities", new JsonArray().add(bold));
    }

    static JsonObject newMessage(JsonObject message) {
        return Td.of("updateNewMessage").put("message", message);
    }

    static JsonObject newContent(long messageId, String text) {
        return Td.of("updateMessageContent")
                .put("chat_id", CHAT)
                .put("message_id", messageId << 20)
                .put("new_content", textContent(text));
    }

    static JsonObject edited(long messageId, Instant at) {
        return Td.of("updateMessageEdited")
                .put("chat_id", CHAT)
                .put("message_id", messageId << 20)
                .put("edit_date", at.getEpochSecond());
    }

    static JsonObject deleted(boolean permanent, boolean fromCache, long... messageIds) {
        JsonArray ids = new JsonArray();
        for (long id : messageIds) {
            ids.add(id << 20);
        }
        return Td.of("updateDeleteMessages")
                .put("chat_id", CHAT)
                .put("message_ids", ids)
                .put("is_permanent", permanent)
                .put("from_cache", fromCache);
    }

    static JsonObject chat(String title) {
        return Td.of("chat")
                .put("id", CHAT)
                .put(
                        "type",
                        Td.of("chatTypeSupergroup")
                                .put("supergroup_id", CHANNEL)
                                .put("is_channel", true))
                .put("title", title)
                .put("accent_color_id", 5)
                .put("unread_count", 0);
    }

    static JsonObject supergroup(String username, boolean member) {
        return Td.of("supergroup")
                .put("id", CHANNEL)
                .put(
                        "usernames",
                        Td.of("usernames")
                                .put("active_usernames", new JsonArray().add(username))
                                .put("disabled_usernames", new JsonArray())
                                .put("editable_username", username)
                                .put("collectible_usernames", new JsonArray()))
                .put("date", 1_600_000_000)
                .put("status", Td.of(member ? "chatMemberStatusMember" : "chatMemberStatusLeft"))
                .put("member_count", 1_234)
                .put("is_channel", true);
    }

    static JsonObject error(int code, String message) {
        return Td.of("error").put("code", code).put("message", message);
    }
}
