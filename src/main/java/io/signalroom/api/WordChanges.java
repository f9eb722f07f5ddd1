package io.signalroom.api;

import io.signalroom.signal.WordDiff;
import io.signalroom.signal.WordDiff.Change;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Adds to each version of a post what changed from the one before it. */
final class WordChanges {
    /** A channel may edit a post for two days: what older edits changed is left to whoever asks for their texts. */
    private static final int MOST = 100;
    /** Pairs of words for one answer: some milliseconds, since this runs on an event loop. */
    private static final long CELLS = 2_000_000;

    private WordChanges() {}

    /** Adds {@code changes}: null for the first version, and for all but the newest hundred. */
    static void add(List<JsonObject> revisions) {
        WordDiff diff = new WordDiff(CELLS);
        for (int i = revisions.size() - 1; i >= 0; i--) {
            JsonObject revision = revisions.get(i);
            if (i == 0 || i < revisions.size() - MOST) {
                revision.putNull("changes");
            } else {
                revision.put(
                        "changes",
                        json(diff.between(revisions.get(i - 1).getString("text"), revision.getString("text"))));
            }
        }
    }

    private static JsonArray json(List<Change> changes) {
        JsonArray array = new JsonArray();
        changes.forEach(change -> array.add(new JsonObject()
                .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
                .put("text", change.text())));
        return array;
    }
}
