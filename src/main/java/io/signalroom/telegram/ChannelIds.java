package io.signalroom.telegram;

/** Telegram writes a channel's id in several ways; everything here uses the bare one. */
public final class ChannelIds {
    private static final long MARK = 1_000_000_000_000L;

    private ChannelIds() {}

    /** The same as {@link #ofBotApi}, or null if it is the id of no channel or supergroup. */
    public static Long orNull(long chatId) {
        return chatId >= -MARK ? null : ofBotApi(chatId);
    }

    /**
     * The bare id of a Bot API chat id: {@code -1001987654321} is {@code 1987654321}.
     *
     * @throws IllegalArgumentException if it is not the id of a channel or supergroup
     */
    public static long ofBotApi(long chatId) {
        if (chatId >= -MARK) {
            throw new IllegalArgumentException("chat " + chatId + " is no channel");
        }
        return -chatId - MARK;
    }
}
