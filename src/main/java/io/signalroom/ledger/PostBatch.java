package io.signalroom.ledger;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Post;
import java.time.Instant;
import java.util.List;

/**
 * What a source hands over to be stored in one transaction.
 *
 * @param source what delivered it: bot_api, mtproto, preview, import, mock, demo, manual
 * @param channels every channel of the posts and deletions
 * @param posts in the order they were delivered
 * @param deletions posts that are gone
 * @param importId the import that brings them; 0 = none
 * @param firstOnly what it says of a post that is known is no other version of it: its texts may differ in spacing
 */
public record PostBatch(
        String source,
        List<ChannelInfo> channels,
        List<Post> posts,
        List<Deletion> deletions,
        long importId,
        boolean firstOnly) {
    public PostBatch {
        channels = List.copyOf(channels);
        posts = List.copyOf(posts);
        deletions = List.copyOf(deletions);
    }

    /** What an import brings that may tell of new versions. */
    public PostBatch(
            String source, List<ChannelInfo> channels, List<Post> posts, List<Deletion> deletions, long importId) {
        this(source, channels, posts, deletions, importId, false);
    }

    /** What no import brings. */
    public PostBatch(String source, List<ChannelInfo> channels, List<Post> posts, List<Deletion> deletions) {
        this(source, channels, posts, deletions, 0);
    }

    /** A batch without deletions. */
    public PostBatch(String source, List<ChannelInfo> channels, List<Post> posts) {
        this(source, channels, posts, List.of());
    }

    /** The same, with only some of its posts and deletions. */
    public PostBatch part(List<Post> somePosts, List<Deletion> someDeletions) {
        return new PostBatch(source, channels, somePosts, someDeletions, importId, firstOnly);
    }

    /**
     * A post that is gone.
     *
     * @param at when that was noticed
     */
    public record Deletion(long channelId, long messageId, Instant at) {}
}
