package io.signalroom.telegram.preview;

import io.signalroom.ledger.SeenPosts.Version;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns what a page shows into versions of posts. A page tells no time of an edit, so the time at which it was seen stands for
 * it: where the text is another than the newest stored one, spacing aside, and where a post says at first sight that it was edited.
 *
 * <p>A post is witnessed if it was posted after the channel was first looked at, and seen within a day: that is as long as
 * Telegram keeps posts for a bot; within five minutes if it is marked as edited at first sight. Everything else is history, of which
 * nobody knows what it said first and what was deleted. An edit is what its post is.
 */
final class PagePosts {
    /** Telegram opened on this day; nothing can be older. */
    private static final Instant FIRST_DAY = Instant.parse("2013-08-14T00:00:00Z");

    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofDays(1);
    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration FRESH_IF_EDITED = Duration.ofMinutes(5);

    private final Progress progress;
    private final Map<Long, Version> stored;
    private final Instant now;

    /**
     * Reads one page.
     *
     * @param stored newest stored version of its posts that are stored
     * @param now when the page was read
     */
    PagePosts(Progress progress, Map<Long, Version> stored, Instant now) {
        this.progress = progress;
        this.stored = stored;
        this.now = now.truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
    }

    /** Whether more than half of the posts that said something say nothing now, which no channel does to its posts. */
    boolean emptied(PreviewPage page) {
        long said = 0;
        long silent = 0;
        for (PreviewPost post : page.posts()) {
            Version before = stored.get(post.messageId());
            if (before != null && !before.text().isBlank()) {
                said++;
                silent += post.text().isBlank() ? 1 : 0;
            }
        }
        return silent > 1 && silent * 2 > said;
    }

    /**
     * The versions on a page that are not stored, and those that imports alone have brought, so that the ledger knows of
     * another who delivers them; notices, and posts whose time cannot be, are left out.
     */
    List<Post> versions(PreviewPage page) {
        List<Post> versions = new ArrayList<>();
        for (PreviewPost post : page.posts()) {
            if (!post.service() && canBe(post) && isNews(post)) {
                versions.add(version(post));
            }
        }
        return versions;
    }

    /** Posts on the page that cannot be stored. */
    int unreadable(PreviewPage page) {
        return page.unreadable()
                + (int) page.posts().stream().filter(post -> !canBe(post)).count();
    }

    private boolean isNews(PreviewPost post) {
        Version before = stored.get(post.messageId());
        return before == null || before.onlyImported() || !before.says(post.text());
    }

    private boolean canBe(PreviewPost post) {
        return !post.postedAt().isBefore(FIRST_DAY) && !post.postedAt().isAfter(now.plus(CLOCKS_MAY_DIFFER));
    }

    private Post version(PreviewPost post) {
        Version before = stored.get(post.messageId());
        boolean edit = before == null ? post.edited() : !before.says(post.text());
        return new Post(
                progress.channelId(),
                post.messageId(),
                post.postedAt(),
                edit ? now : null,
                post.text(),
                post.replyTo().orElse(null),
                before == null ? origin(post) : before.origin(),
                post.forwardedFrom().orElse(null));
    }

    private Origin origin(PreviewPost post) {
        boolean history = post.postedAt().isBefore(progress.firstReadAt())
                || post.postedAt().isBefore(now.minus(post.edited() ? FRESH_IF_EDITED : FRESH));
        return history ? Origin.IMPORTED : Origin.WITNESSED;
    }
}
