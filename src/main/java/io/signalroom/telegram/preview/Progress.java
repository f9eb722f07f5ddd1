package io.signalroom.telegram.preview;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a channel is read, as it is stored.
 *
 * @param channelId Telegram's bare id
 * @param firstReadAt what was posted before is history
 * @param readAt when its newest page was stored last
 * @param readTo its newest post that is stored; 0 = none
 * @param hole posts that may be there and are not stored yet
 */
record Progress(long channelId, Instant firstReadAt, Instant readAt, long readTo, Optional<Hole> hole) {
    /** So many pages are asked for to fill one. */
    static final int MOST_PAGES = 25;

    /**
     * Posts between two that are stored.
     *
     * @param low exclusive
     * @param high exclusive
     * @param since when what is at {@code low} was current
     * @param pages asked for so far
     */
    record Hole(long low, long high, Instant since, int pages) {
        /** What is left of it after one more page; empty if nothing is. */
        Optional<Hole> after(PreviewPage page) {
            return page.lowest() <= low + 1 || !page.older()
                    ? Optional.empty()
                    : Optional.of(new Hole(low, Math.min(high, page.lowest()), since, pages + 1));
        }

        /** After a page that did not come. */
        Hole tried() {
            return new Hole(low, high, since, pages + 1);
        }

        boolean givenUp() {
            return pages >= MOST_PAGES;
        }
    }

    /** The hole below the newest page: what was there, up to this page, or a new one if the page does not reach what is stored. */
    Optional<Hole> below(PreviewPage page) {
        if (readTo == 0 || page.lowest() <= readTo + 1 || !page.older()) {
            return hole;
        }
        return Optional.of(hole.map(old -> new Hole(old.low(), page.lowest(), old.since(), old.pages()))
                .orElseGet(() -> new Hole(readTo, page.lowest(), readAt, 0)));
    }
}
