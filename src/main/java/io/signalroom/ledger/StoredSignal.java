package io.signalroom.ledger;

import io.signalroom.bus.message.SignalFieldsJson;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.signalroom.signal.SignalState;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A signal as it is stored.
 *
 * @param id its name
 * @param source the post it was read from
 * @param kind what it is
 * @param fields what it says
 * @param confidence 0 to 1
 * @param marks what became of it and of the post since
 * @param links what it belongs to
 * @param outcome how it turned out by prices; null if nothing is measured of it, or if it was read by one who does not
 *     ask
 */
public record StoredSignal(
        SignalId id,
        Source source,
        PostKind kind,
        SignalFields fields,
        double confidence,
        Marks marks,
        Links links,
        StoredOutcome outcome) {

    /**
     * The post a signal was read from.
     *
     * @param channelId Telegram's bare id
     * @param username of the channel, or null
     * @param title of the channel
     * @param messageId in the channel
     * @param revision the version it was read from
     * @param replyTo message it answers, or null
     * @param origin how the post came to be known
     * @param firstSeenAt when that version reached us
     */
    public record Source(
            long channelId,
            String username,
            String title,
            long messageId,
            int revision,
            Long replyTo,
            Origin origin,
            Instant firstSeenAt) {}

    /**
     * What happened since.
     *
     * @param editedAt newest edit of the post after the signal was read, or null
     * @param deletedAt when the channel deleted the post, or null
     * @param state whether it is in the feed
     * @param judged whether an operator has judged it
     */
    public record Marks(Instant editedAt, Instant deletedAt, SignalState state, boolean judged) {}

    /**
     * What it belongs to.
     *
     * @param claimOf if it is an update, the signal it speaks of, or null
     * @param follows the call or alert that it gives the levels of, or null
     */
    public record Links(SignalId claimOf, SignalId follows) {}

    /** When the post was posted. */
    public Instant postedAt() {
        return id.postedAt();
    }

    /** A bullish signal is 1, a bearish one -1, every other 0. */
    public static int direction(SignalFields fields) {
        return fields.side() == null ? 0 : fields.side().bullish() ? 1 : -1;
    }

    /** The id a signal of this post has. */
    public static SignalId idOf(Post post, Instant postedAt, int ordinal) {
        return SignalId.of(postedAt, post.channelId(), post.messageId(), ordinal);
    }

    /** As shown in lists and sent live. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("id", id.toString())
                .put("state", marks.state().wire())
                .put("kind", kind.wire());
        SignalFieldsJson.write(kind, fields, json);
        json.put("confidence", Math.round(confidence * 1000) / 1000.0)
                .put("origin", source.origin().wire())
                .put("channel", channel())
                .put("messageId", source.messageId())
                .put("postedAt", postedAt().toString())
                .put("firstSeenAt", source.firstSeenAt().toString());
        if (source.replyTo() != null) {
            json.put("replyTo", source.replyTo());
        }
        if (links.claimOf() != null) {
            json.put("claimOf", links.claimOf().toString());
        }
        if (links.follows() != null) {
            json.put("follows", links.follows().toString());
        }
        if (marks.judged()) {
            json.put("judgedBy", "operator");
        }
        if (marks.editedAt() != null) {
            json.put("editedAt", marks.editedAt().toString());
        }
        if (marks.deletedAt() != null) {
            json.put("deletedAt", marks.deletedAt().toString());
        }
        if (outcome != null) {
            json.put("outcome", outcome.json());
        }
        return json;
    }

    private JsonObject channel() {
        JsonObject channel = new JsonObject().put("id", String.valueOf(source.channelId()));
        if (source.username() != null) {
            channel.put("username", source.username());
        }
        return channel.put("title", source.title());
    }
}
