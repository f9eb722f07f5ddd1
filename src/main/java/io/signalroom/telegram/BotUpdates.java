package io.signalroom.telegram;

import io.signalroom.ledger.PostBatch;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the answer of {@code getUpdates}. A broken update is left out and counted, it never costs the others; its number
 * still counts as had.
 */
final class BotUpdates {
    /** Telegram opened on this day; nothing can be older. */
    private static final Instant FIRST_DAY = Instant.parse("2013-08-14T00:00:00Z");

    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofDays(1);
    private static final int MAX_TITLE = 256;

    private final Instant now;
    private final Map<Long, ChannelInfo> channels = new LinkedHashMap<>();
    private final List<Post> posts = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int ignored;
    private Long highest;

    private BotUpdates(Instant now) {
        this.now = now;
    }

    /**
     * The delivery in an answer.
     *
     * @param result the array of updates
     * @param now for telling a time that cannot be
     * @param missed a time before this delivery in which posts were lost, or null
     */
    static Delivery read(JsonArray result, Instant now, Gap missed) {
        BotUpdates updates = new BotUpdates(now);
        for (int i = 0; i < result.size(); i++) {
            updates.read(result.getValue(i));
        }
        PostBatch batch =
                new PostBatch(BotApiSource.ID, List.copyOf(updates.channels.values()), updates.posts, List.of());
        Long next = updates.highest == null ? null : updates.highest + 1;
        return new Delivery(batch, updates.rejected, updates.ignored, next, missed);
    }

    private void read(Object value) {
        if (!(value instanceof JsonObject update)) {
            ignored++;
            return;
        }
        try {
            long id = number(update, "update_id");
            highest = highest == null ? id : Math.max(highest, id);
            JsonObject message =
                    object(update, update.containsKey("channel_post") ? "channel_post" : "edited_channel_post");
            JsonObject chat = object(message, "chat");
            if (!"channel".equals(chat.getValue("type"))) {
                throw new IllegalArgumentException("chat type");
            }
            long channelId = ChannelIds.ofBotApi(number(chat, "id"));
            post(channelId, number(message, "message_id"), message, chat);
        } catch (IllegalArgumentException e) {
            ignored++;
        }
    }

    /** From here on it is known which post it is, so a refusal is kept. */
    private void post(long channelId, long messageId, JsonObject message, JsonObject chat) {
        try {
            Post post = new Post(
                    channelId,
                    messageId,
                    time(message, "date"),
                    message.containsKey("edit_date") ? time(message, "edit_date") : null,
                    PostText.clean(text(message)),
                    replyTo(message, chat),
                    Origin.WITNESSED,
                    BotForwards.of(message));
            channels.put(channelId, channel(channelId, chat));
            posts.add(post);
        } catch (IllegalArgumentException e) {
            rejected.add(new Rejected(channelId, messageId, now, e.getMessage()));
        }
    }

    private static String text(JsonObject message) {
        Object text = message.containsKey("text") ? message.getValue("text") : message.getValue("caption", "");
        if (!(text instanceof String s)) {
            throw new IllegalArgumentException("text is not a string");
        }
        return s;
    }

    private static Long replyTo(JsonObject message, JsonObject chat) {
        if (!(message.getValue("reply_to_message") instanceof JsonObject reply)
                || !(reply.getValue("chat") instanceof JsonObject in)
                || number(in, "id") != number(chat, "id")) {
            return null;
        }
        return number(reply, "message_id");
    }

    private static ChannelInfo channel(long id, JsonObject chat) {
        return new ChannelInfo(
                id,
                chat.getValue("username") instanceof String name && !name.isBlank() ? PostText.clean(name) : null,
                title(chat.getValue("title"), id),
                false);
    }

    private static String title(Object value, long id) {
        if (!(value instanceof String title) || title.isBlank()) {
            return "Channel " + id;
        }
        return PostText.clean(title.substring(0, Math.min(title.length(), MAX_TITLE)));
    }

    private Instant time(JsonObject message, String name) {
        long seconds = number(message, name);
        Instant latest = now.plus(CLOCKS_MAY_DIFFER);
        if (seconds < FIRST_DAY.getEpochSecond() || seconds > latest.getEpochSecond()) {
            throw new IllegalArgumentException("bad " + name + " " + seconds);
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static JsonObject object(JsonObject from, String name) {
        if (from.getValue(name) instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("no " + name);
    }

    private static long number(JsonObject from, String name) {
        Object value = from.getValue(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException("no number " + name);
    }
}
