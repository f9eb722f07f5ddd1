package io.signalroom.signal;

import java.util.Locale;
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
    private static final String BOT_API = "-100";

    public ChannelInfo {
        Objects.requireNonNull(title, "title");
    }

    /** One spelling of what a caller calls a channel: its bare id, or its username in small letters. */
    public static String plain(String idOrUsername) {
        String name = idOrUsername.startsWith("@") ? idOrUsername.substring(1) : idOrUsername;
        return name.startsWith(BOT_API) && name.length() > BOT_API.length() + 1
                ? name.substring(BOT_API.length())
                : name.toLowerCase(Locale.ROOT);
    }
}
