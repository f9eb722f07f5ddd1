package io.signalroom.telegram;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.StatusPart;
import io.signalroom.ledger.PostBatch;
import io.signalroom.ledger.PostReport;
import io.signalroom.signal.Post;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;

/** What the status page says of one source. Published when it changes, and again when asked. */
final class SourceBoard {
    private final Bus bus;
    private final String id;
    private Standing standing;
    private Instant lastPostAt;
    private long posts;

    SourceBoard(Bus bus, String id) {
        this.bus = bus;
        this.id = id;
    }

    /** How the source stands now. */
    void show(Standing now) {
        if (!now.equals(standing)) {
            standing = now;
            publish();
        }
    }

    /** Counts what was stored. */
    void count(PostBatch batch, PostReport report) {
        posts += report.created();
        Instant newest = batch.posts().stream()
                .map(Post::postedAt)
                .max(Comparator.naturalOrder())
                .orElse(lastPostAt);
        if (lastPostAt == null || newest.isAfter(lastPostAt)) {
            lastPostAt = newest;
        }
        if (report.stored() > 0) {
            publish();
        }
    }

    /** Says it again. */
    void publish() {
        if (standing == null) {
            return;
        }
        JsonObject state = new JsonObject()
                .put("id", id)
                .put("kind", id)
                .put("state", standing.state().wire())
                .put("detail", standing.detail())
                .put("posts", posts);
        if (lastPostAt != null) {
            state.put("lastPostAt", lastPostAt.toString());
        }
        bus.publish(Addresses.STATUS_REPORTED, new StatusPart("source:" + id, state));
    }
}
