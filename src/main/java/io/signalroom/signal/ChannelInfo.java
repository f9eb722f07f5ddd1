package io.signalroom.signal;

import java.util.Objects;

/**
 * What a source knows of a channel.
 *
 * @param id Telegram's bare channel id; negative for channels that exist only here
 * @param username public name without {@code @}, or null
 * @param title display name, never blank
 * @param demo true for channels of the demo writer
 */
public record ChannelInfo(long id, String username, String title, boolean demo) {
    public ChannelInfo {
        Objects.requireNonNull(title, "title");
    }
}
