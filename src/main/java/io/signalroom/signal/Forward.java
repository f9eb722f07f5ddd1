package io.signalroom.signal;

import java.time.Instant;

/**
 * Where a post was forwarded from, as far as its source told. Sources tell different parts of it; all may be null, which says that
 * it was forwarded and not from whom.
 *
 * @param channelId bare id of the channel or group that said it first, positive
 * @param username public name of that channel without {@code @}: letters, digits and underscores
 * @param messageId number of the original post in that channel, positive
 * @param name what that channel, group or person is called; never blank, at most 256 characters
 * @param at when it was said first
 */
public record Forward(Long channelId, String username, Long messageId, String name, Instant at) {
    /** Longest name taken; Telegram's own limit is 128. */
    public static final int MAX_NAME = 256;

    public Forward {
        if (name != null && name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name of " + name.length() + " characters");
        }
    }
}
