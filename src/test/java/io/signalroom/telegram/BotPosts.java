package io.signalroom.telegram;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Updates of one channel, as Telegram writes them. */
public final class BotPosts {
    /** The bare id of the channel. */
    public static final long CHANNEL = 1_987_654_321L;

    private BotPosts() {}

    /** A new post, posted now. */
    public static JsonObject post(long messageId, String text) {
        return new JsonObject().put("channel_post", message(messageId).put("text", text));
    }

    /** An edit, made {@code secondsLater} than the post. */
    public static JsonObject edit(long messageId, int secondsLater, String text) {
        JsonObject message = message(messageId).put("text", text);
        return new JsonObject()
                .put("edited_channel_post", message.put("edit_date", message.getLong("date") + secondsLater));
    }

    /** A message without content; its time follows from its id, within the last hours. */
    public static JsonObject message(long messageId) {
        JsonObject chat = new JsonObject()
                .put("id", -1_000_000_000_000L - CHANNEL)
                .put("title", "Harbor Light Signals")
                .put("username", "harborlight_signals")
                .put("type", "channel");
        long hour = Instant.now().getEpochSecond() / 3_600 * 3_600;
        return new JsonObject()
                .put("message_id", messageId)
                .put("sender_chat", chat.copy())
                .put("chat", chat)
                .put("date", hour - 7_200 + messageId % 3_600);
    }
}
