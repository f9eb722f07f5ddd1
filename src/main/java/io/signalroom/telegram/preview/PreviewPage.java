package io.signalroom.telegram.preview;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a preview page says.
 *
 * @param channel whose page it is; empty where there is no preview: a private channel, a group, a person, nobody
 * @param posts those that could be read, the oldest first
 * @param unreadable posts that could not
 * @param numbers of all posts on it, as far as even that could be read
 * @param older whether there is a page before it
 * @param withheld true if the page says that it has no posts, which Telegram says as well to whom it wants to slow down
 * @param telegrams false if nothing on it is as Telegram writes pages
 */
record PreviewPage(
        Optional<Channel> channel,
        List<PreviewPost> posts,
        int unreadable,
        Set<Long> numbers,
        boolean older,
        boolean withheld,
        boolean telegrams) {
    PreviewPage {
        posts = List.copyOf(posts);
        numbers = Set.copyOf(numbers);
    }

    /** The lowest number on it; there must be a post. */
    long lowest() {
        return Collections.min(numbers);
    }

    /** The highest number on it; there must be a post. */
    long highest() {
        return Collections.max(numbers);
    }

    /**
     * A channel with a preview.
     *
     * @param id Telegram's bare id; empty on a page without posts, which alone name it
     * @param username as the channel spells it
     * @param title never blank
     * @param subscribers as the page rounds them
     */
    record Channel(Optional<Long> id, String username, String title, Optional<String> subscribers) {}

    /** Whether so little of it could be read that Telegram must have changed how it writes such pages; an empty one says so. */
    boolean changed() {
        return unreadable > posts.size() || (posts.isEmpty() && !withheld);
    }
}
