package io.signalroom.telegram.preview;

import io.signalroom.telegram.SourceException;
import io.signalroom.telegram.SourceState;
import java.time.Duration;
import java.util.Locale;

/**
 * What t.me answered.
 *
 * @param page only with {@link Kind#PAGE}
 * @param pause zero unless it is a wish for fewer calls
 * @param words why there is no page, and what to do; empty with one
 */
record PreviewAnswer(Kind kind, PreviewPage page, Duration pause, String words) {
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Duration UNTOLD_WAIT = Duration.ofMinutes(1);

    /** Kinds of answers. */
    enum Kind {
        /** A page of a channel with posts. */
        PAGE,
        /** No posts where there may well be some: t.me says so too to whom it wants to slow down. */
        WITHHELD,
        /** No channel of this name shows its posts. */
        NONE,
        /** A page that is not written as it is read here. */
        CHANGED,
        /** A wish for fewer calls. */
        SLOWER,
        /** Anything else. */
        FAULT;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The answer in a page that could be taken apart. */
    static PreviewAnswer of(String username, PreviewPage page) {
        if (page.withheld() && page.posts().isEmpty() && page.unreadable() == 0) {
            return no(
                    Kind.WITHHELD,
                    "t.me shows no posts of @" + username
                            + " now, as it does when it wants fewer calls. Try again later.");
        }
        if (page.channel().isEmpty()) {
            return page.telegrams()
                    ? none(username)
                    : no(
                            Kind.FAULT,
                            "What t.me answers for @" + username + " is no page of Telegram. Try again later.");
        }
        if (page.changed()) {
            return changed(
                    username, page.posts().size() + " posts could be read and " + page.unreadable() + " could not");
        }
        return new PreviewAnswer(Kind.PAGE, page, Duration.ZERO, "");
    }

    static PreviewAnswer changed(String username, String what) {
        return no(
                Kind.CHANGED,
                "The pages of t.me are not written as this version reads them: of @" + username + " " + what
                        + ". Look for a newer version.");
    }

    static PreviewAnswer none(String username) {
        return no(
                Kind.NONE,
                "t.me shows no posts of @" + username
                        + ": it is private, no channel, or does not exist. A bot that is its administrator can read it all the same.");
    }

    /**
     * A wish for fewer calls.
     *
     * @param seconds to wait; 0 = not said
     */
    static PreviewAnswer slower(long seconds) {
        if (seconds <= 0) {
            return new PreviewAnswer(
                    Kind.SLOWER, null, UNTOLD_WAIT, "t.me asks for fewer calls. It is not asked for a while.");
        }
        Duration wait = Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds()));
        return new PreviewAnswer(
                Kind.SLOWER, null, wait, "t.me asks to wait " + seconds + " seconds before the next call.");
    }

    static PreviewAnswer fault(String words) {
        return no(Kind.FAULT, words);
    }

    private static PreviewAnswer no(Kind kind, String words) {
        return new PreviewAnswer(kind, null, Duration.ZERO, words);
    }

    /** Whether the channel was not even looked at. */
    boolean failed() {
        return kind == Kind.SLOWER || kind == Kind.FAULT;
    }

    /** The page, or a {@link SourceException}. */
    PreviewPage orThrow() {
        if (kind == Kind.PAGE) {
            return page;
        }
        throw asFault();
    }

    /** Why there is no page. */
    SourceException asFault() {
        return switch (kind) {
            case NONE -> SourceException.blocked(words);
            case WITHHELD -> SourceException.overloaded(words);
            case SLOWER -> SourceException.after(SourceState.RETRYING, pause, words);
            default -> SourceException.fault(words);
        };
    }
}
