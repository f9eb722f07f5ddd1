package io.signalroom.telegram;

import io.signalroom.demo.DemoDeletion;
import io.signalroom.demo.DemoEvent;
import io.signalroom.demo.DemoPost;
import io.signalroom.ledger.PostBatch;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Post;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A piece of the demo that is stored at once.
 *
 * @param batch its events in their order
 * @param done first versions written when it is stored
 */
record DemoPart(PostBatch batch, long done) {
    /** Name of the source in the ledger. */
    static final String SOURCE = "demo";

    /** Cuts the demo's events into parts that end with a first version, so that a count of those says where to go on. */
    static final class Reader {
        private final Map<Long, ChannelInfo> channels;
        private final Iterator<? extends DemoEvent> events;
        private final int size;
        private long done;

        /** Reads on after the first {@code done} first versions. */
        Reader(List<ChannelInfo> channels, Iterator<? extends DemoEvent> events, int size, long done) {
            this.channels = channels.stream().collect(Collectors.toMap(ChannelInfo::id, Function.identity()));
            this.events = events;
            this.size = size;
            while (this.done < done && events.hasNext()) {
                this.done += first(events.next()) ? 1 : 0;
            }
        }

        /** The next part, or null after the last. */
        DemoPart next() {
            if (!events.hasNext()) {
                return null;
            }
            List<Post> posts = new ArrayList<>(size);
            List<PostBatch.Deletion> deletions = new ArrayList<>();
            long end = done + size;
            while (done < end && events.hasNext()) {
                DemoEvent event = events.next();
                if (event instanceof DemoPost post) {
                    posts.add(post.post());
                    done += first(event) ? 1 : 0;
                } else if (event instanceof DemoDeletion gone) {
                    deletions.add(new PostBatch.Deletion(gone.channelId(), gone.messageId(), gone.at()));
                }
            }
            return new DemoPart(new PostBatch(SOURCE, used(posts, deletions), posts, deletions), done);
        }

        private List<ChannelInfo> used(List<Post> posts, List<PostBatch.Deletion> deletions) {
            Set<Long> ids = posts.stream().map(Post::channelId).collect(Collectors.toSet());
            deletions.forEach(d -> ids.add(d.channelId()));
            return ids.stream().map(channels::get).toList();
        }

        private static boolean first(DemoEvent event) {
            return event instanceof DemoPost post && !post.edit();
        }
    }
}
