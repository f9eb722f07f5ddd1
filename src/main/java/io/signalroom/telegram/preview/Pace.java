package io.signalroom.telegram.preview;

import java.time.Duration;

/**
 * How often t.me is asked. Up to a quarter is added to each wait by chance, never taken away.
 *
 * @param channel between two requests for one channel
 * @param any between any two requests
 * @param trouble before a channel is asked for again whose page was withheld or could not be understood
 * @param none the same for a name that has no preview
 * @param again between the two answers that say that a post is gone
 * @param album before a post is looked for again that its channel's page leaves out and its own page shows
 * @param look between two looks for channels that were added
 * @param deadline for a page
 * @param tick longest time until a change of the clock is noticed
 */
record Pace(
        Duration channel,
        Duration any,
        Duration trouble,
        Duration none,
        Duration again,
        Duration album,
        Duration look,
        Duration deadline,
        Duration tick) {
    /** What t.me is asked at. */
    static final Pace POLITE = new Pace(
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            Duration.ofHours(2),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1));
}
