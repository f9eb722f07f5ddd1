package io.signalroom.telegram.preview;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.telegram.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One channel in the round: when it is asked for next, and how it stood the last time. What must outlive a restart is stored. */
final class Reading {
    private final String name;
    private final RandomGenerator chance;
    private Instant asked = Instant.MIN;
    private Instant due = Instant.MIN;
    private boolean newestLast;
    private ChannelInfo channel;
    private Optional<PreviewAnswer> trouble = Optional.empty();
    private Optional<Gap> gap = Optional.empty();
    private int unreadable;

    /** A channel that is due at once; {@code name} is without {@code @}. */
    Reading(String name, RandomGenerator chance) {
        this.name = name;
        this.chance = chance;
    }

    String name() {
        return name;
    }

    /** When it is due; at once if the clock went back. */
    Instant due(Instant now) {
        return now.isBefore(asked) ? now : due;
    }

    /** It is asked for now, and not again before this time and up to a quarter more. */
    void pause(Instant now, Duration least) {
        asked = now;
        due = now.plus(least).plusMillis(chance.nextLong(least.toMillis() / 4 + 1));
    }

    /** Whether it is the newest page's turn: every second one at least. */
    boolean newestIsNext() {
        return channel == null || trouble.isPresent() || !newestLast;
    }

    void took(boolean newest) {
        newestLast = newest;
    }

    /** Its page was read. @return true if the channel is called otherwise than before */
    boolean read(ChannelInfo of) {
        boolean renamed = channel != null && !channel.equals(of);
        channel = of;
        trouble = Optional.empty();
        return renamed;
    }

    /** What its page said of it last; there must have been one. */
    ChannelInfo channel() {
        return channel;
    }

    Optional<PreviewAnswer> trouble() {
        return trouble;
    }

    /** There is no page. @return true if that is news */
    boolean failed(PreviewAnswer answer) {
        boolean news = trouble.isEmpty() || trouble.get().kind() != answer.kind();
        trouble = Optional.of(answer);
        return news;
    }

    /** So many posts of its page could not be read. @return true if that is news */
    boolean unreadable(int posts) {
        boolean news = posts > unreadable;
        unreadable = posts;
        return news;
    }

    Optional<Gap> gap() {
        return gap;
    }

    void missed(Gap missed) {
        gap = Optional.of(missed);
    }
}
