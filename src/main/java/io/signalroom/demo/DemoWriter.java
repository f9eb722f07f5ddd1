package io.signalroom.demo;

import io.signalroom.signal.ChannelInfo;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A year in fifty invented channels, written out as channel texts. Channels differ in skill, honesty, language and layout;
 * calls follow the {@link PriceWalk#market() invented market}, targets and stops are reported when that walk reaches them, and losses are hidden by
 * those who hide losses. Everything follows from the seed, the end and the number of posts.
 *
 * <p>Posts get stratified moments from the {@link Calendar}; a moment is used for a fresh post unless something planned
 * earlier (an update, a copy, another channel joining in) is due before it, which then takes its place with its own time.
 * So the number of posts is exact, order is kept, and only plans of the next two days are in memory.
 *
 * <p>Safe to read from one thread at a time.
 */
public final class DemoWriter {
    private final World world;
    private final long seed;
    private final Instant end;
    private final int posts;

    /**
     * A writer.
     *
     * @param end of the year the posts fill
     * @param posts number of messages, at least 1; edits and deletions come on top
     * @throws IllegalArgumentException if {@code posts} is less than 1
     */
    public DemoWriter(long seed, Instant end, int posts) {
        if (posts < 1) {
            throw new IllegalArgumentException("posts " + posts);
        }
        this.seed = seed;
        this.end = end;
        this.posts = posts;
        world = new World(seed);
    }

    /** The fifty channels, ids -1000001 downwards; the same for every seed. */
    public List<ChannelInfo> channels() {
        return world.voices.stream().map(Voice::info).toList();
    }

    /** The prices the calls are made from. */
    public PriceWalk prices() {
        return world.walk;
    }

    /** Posts, edits and deletions in order of time, written while they are read. Each call starts again. */
    public Iterator<DemoEvent> events() {
        return new Year();
    }

    /** One reading. */
    private final class Year implements Iterator<DemoEvent> {
        private final Newsroom newsroom =
                new Newsroom(world, Dice.mix(seed, 1), channel -> Math.floorMod(Dice.mix(seed, channel), 4_000L));
        private final Dice jitter = new Dice(Dice.mix(seed, 2));
        private final Calendar calendar = new Calendar(end, seed);
        private int written;
        private long now = Long.MIN_VALUE;
        private long slot = moment();

        @Override
        public boolean hasNext() {
            return written < posts;
        }

        @Override
        public DemoEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            DemoEvent event = newsroom.planned(slot, now);
            if (event == null) {
                event = newsroom.fresh(slot);
            }
            now = event.at().getEpochSecond();
            if (event instanceof DemoPost post && !post.edit()) {
                written++;
                slot = moment();
            }
            return event;
        }

        /** The latest second at which the next post is written. */
        private long moment() {
            return calendar.second((Math.min(written, posts - 1) + jitter.unit()) / posts);
        }
    }
}
