package io.signalroom.telegram.tdlib;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Walks from a channel's newest post into its past, a page a step, until what is known is reached or there are enough. Of what is
 * known the newest fifty are read too: an edit that was told when nobody listened is in them.
 */
final class HistoryWalk {
    private static final int PAGE = 100;
    private static final int AGAIN = 50;

    private final long chatId;
    private final long knownUpTo;
    private final int most;
    private final TreeMap<Long, JsonObject> messages = new TreeMap<>();
    private boolean ended;

    /**
     * A walk.
     *
     * @param knownUpTo Telegram's number of the newest post without a hole before it; 0 = nothing is known
     * @param most posts to read, those that are known not counted
     */
    HistoryWalk(long chatId, long knownUpTo, int most) {
        this.chatId = chatId;
        this.knownUpTo = knownUpTo;
        this.most = most;
    }

    /** What to ask next. */
    JsonObject request() {
        return Td.of("getChatHistory")
                .put("chat_id", chatId)
                .put("from_message_id", messages.isEmpty() ? 0 : messages.firstKey())
                .put("offset", 0)
                .put("limit", PAGE)
                .put("only_local", false);
    }

    /** Whether it has read anything. */
    boolean begun() {
        return !messages.isEmpty();
    }

    /** The same walk from its beginning. */
    HistoryWalk anew() {
        return new HistoryWalk(chatId, knownUpTo, most);
    }

    /** Takes the answer; broken messages are left out. @return whether the walk is over */
    boolean take(JsonObject page) {
        int before = messages.size();
        for (JsonObject message : Td.objects(page, "messages")) {
            if (message.getValue("id") instanceof Number id) {
                messages.putIfAbsent(id.longValue(), message);
            }
        }
        ended = messages.size() == before;
        return ended || unknown() >= most || known() >= AGAIN;
    }

    private int known() {
        return messages.headMap(TdMessage.tdIdOf(knownUpTo), true).size();
    }

    private int unknown() {
        return messages.size() - known();
    }

    /** Posts read so far that were not known. */
    int read() {
        return Math.min(unknown(), most);
    }

    /** Whether posts between the known ones and these were left out, because there were too many. */
    boolean leavesHole() {
        return knownUpTo > 0 && known() == 0 && !ended;
    }

    /** What was read, the oldest first, cut into parts. */
    List<List<JsonObject>> parts() {
        List<JsonObject> all = new ArrayList<>(messages.values());
        List<JsonObject> wanted = all.subList(Math.max(0, all.size() - known() - most), all.size());
        List<List<JsonObject>> parts = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i += PAGE) {
            parts.add(List.copyOf(wanted.subList(i, Math.min(i + PAGE, wanted.size()))));
        }
        return parts;
    }
}
