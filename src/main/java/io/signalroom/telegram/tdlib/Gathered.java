package io.signalroom.telegram.tdlib;

import io.signalroom.ledger.PostBatch;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.telegram.Delivery;
import io.signalroom.telegram.Gap;
import io.signalroom.telegram.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What becomes one delivery. */
final class Gathered {
    /** Who sees a post later than this was not there when it was said. */
    private static final Duration AT_ONCE = Duration.ofMinutes(5);

    private final Instant now;
    private final Set<Long> channels = new LinkedHashSet<>();
    private final List<Post> posts = new ArrayList<>();
    private final List<PostBatch.Deletion> deletions = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int ignored;

    Gathered(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /** A post as it stands; witnessed if it is fresh and was not edited before we saw it. */
    void post(long channelId, TdMessage message) {
        boolean first = message.editedAt() == null && fresh(message.postedAt());
        add(channelId, message, first ? Origin.WITNESSED : Origin.IMPORTED);
    }

    /** A version that Telegram has just told of; witnessed if it is fresh. */
    void edit(long channelId, TdMessage message) {
        boolean fresh = message.editedAt() == null || fresh(message.editedAt());
        add(channelId, message, fresh ? Origin.WITNESSED : Origin.IMPORTED);
    }

    private boolean fresh(Instant at) {
        return !at.isBefore(now.minus(AT_ONCE));
    }

    private void add(long channelId, TdMessage message, Origin origin) {
        try {
            posts.add(new Post(
                    channelId,
                    message.messageId(),
                    message.postedAt(),
                    message.editedAt(),
                    message.text(),
                    message.replyTo(),
                    origin,
                    message.forwardedFrom()));
            channels.add(channelId);
        } catch (IllegalArgumentException e) {
            reject(channelId, message.messageId(), e.getMessage());
        }
    }

    void delete(long channelId, long messageId) {
        deletions.add(new PostBatch.Deletion(channelId, messageId, now));
        channels.add(channelId);
    }

    void reject(long channelId, long messageId, String reason) {
        rejected.add(new Rejected(channelId, messageId, now, reason));
    }

    void ignore() {
        ignored++;
    }

    List<Post> posts() {
        return posts;
    }

    Delivery delivery(ChannelBook book, Gap gap) {
        List<ChannelInfo> infos = channels.stream().map(book::info).toList();
        return new Delivery(new PostBatch(TdlibSource.ID, infos, posts, deletions), rejected, ignored, null, gap);
    }
}
