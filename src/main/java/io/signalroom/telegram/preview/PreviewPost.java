package io.signalroom.telegram.preview;

import io.signalroom.signal.Forward;
import java.time.Instant;
import java.util.Optional;

/**
 * A post as a preview page shows it now; the page tells neither what it said before nor when it was edited.
 *
 * @param messageId the same number as in every other source
 * @param postedAt to the second
 * @param edited whether the page says so
 * @param service true for notices such as "pinned a message": they take a number and say nothing
 * @param text whole text or caption, may be empty
 * @param replyTo message of the same channel that it answers
 * @param forwardedFrom who said it first
 */
record PreviewPost(
        long messageId,
        Instant postedAt,
        boolean edited,
        boolean service,
        String text,
        Optional<Long> replyTo,
        Optional<Forward> forwardedFrom) {}
