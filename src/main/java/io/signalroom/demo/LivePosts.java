package io.signalroom.demo;

import io.signalroom.signal.ChannelInfo;
import java.time.Instant;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * An endless stream of demo posts for the mock source, in the channels of {@link DemoWriter}: calls, answers such as
 * "TP1 ✅", edits of earlier posts, noise. The caller decides how often. The first text that needs a
 * name loads Datafaker's word lists (about 0.3 s), so the first call belongs on a worker. Not safe for use by several
 * threads at a time.
 */
public final class LivePosts {
    private final World world;
    private final Newsroom newsroom;
    private long now = Long.MIN_VALUE;

    /** A stream for channels that have no posts yet. */
    public LivePosts(long seed) {
        this(seed, channel -> 0);
    }

    /**
     * A stream that goes on after earlier posts.
     *
     * @param lastMessageId gives the highest message id used so far in a channel, by channel id; asked once a channel
     */
    public LivePosts(long seed, LongUnaryOperator lastMessageId) {
        world = new World(seed);
        newsroom = new Newsroom(world, Dice.mix(seed, 3), lastMessageId);
    }

    /** The channels it writes in. */
    public List<ChannelInfo> channels() {
        return world.voices.stream().map(Voice::info).toList();
    }

    /**
     * The next post or edit. It carries the given time to the second; if that lies before an earlier call's, the earlier
     * one. A post that would be deleted stays.
     */
    public DemoPost next(Instant at) {
        now = Math.max(now, at.getEpochSecond());
        for (DemoEvent due = newsroom.planned(now, now); due != null; due = newsroom.planned(now, now)) {
            if (due instanceof DemoPost post) {
                return post;
            }
        }
        return newsroom.fresh(now);
    }
}
