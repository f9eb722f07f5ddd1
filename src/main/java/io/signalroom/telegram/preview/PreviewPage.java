package io.signalroom.telegram.preview;

import java.util.List;
import java.util.Optional;

/**
 * What a preview page says.
 *
 * @param channel whose page it is; empty where there is no preview: a private channel, a group, a person, nobody
 * @param posts those that could be read, the oldest first
 * @param unreadable posts that could not
 * @param withheld true if the page says that it has no posts, which Telegram says as well to whom it wants to slow down
 */
record PreviewPage(Optional<Channel> channel, List<PreviewPost> posts, int unreadable, boolean withheld) {
    PreviewPage {
        posts = List.copyOf(posts);
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
