package io.signalroom.telegram.tdlib;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was heard of the newest posts, so that an edit can be told of a post that is gone again: when they were posted, and contents
 * that changed and whose time of edit is still to come, since TDLib tells these two apart. Both are bounded.
 */
final class Heard {
    private static final int POSTS = 10_000;
    private static final int CONTENTS = 1_000;

    private final Map<Key, TdMessage> posts = bounded(POSTS);
    private final Map<Key, JsonObject> contents = bounded(CONTENTS);

    /** A post, by TDLib's numbers. */
    record Key(long chatId, long tdId) {}

    void post(TdMessage message) {
        posts.put(new Key(message.chatId(), TdMessage.tdIdOf(message.messageId())), message);
    }

    Optional<TdMessage> post(Key key) {
        return Optional.ofNullable(posts.get(key));
    }

    void content(Key key, JsonObject content) {
        contents.put(key, content);
    }

    Optional<JsonObject> takeContent(Key key) {
        return Optional.ofNullable(contents.remove(key));
    }

    private static <V> Map<Key, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
                return size() > most;
            }
        };
    }
}
