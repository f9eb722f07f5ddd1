package io.signalroom.telegram.export;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.telegram.PostText;
import io.signalroom.telegram.export.LeftOut.Why;

/** The chat that is being read; its fields stand before its messages. */
final class Dialog {
    private static final int MAX_TITLE = 256;
    private long id;
    private String name;
    private String type = "";
    private boolean alone;

    void id(long value) {
        id = value;
    }

    void name(String value) {
        name = value;
    }

    void type(String value) {
        type = value == null ? "" : value;
    }

    /** Whether it was exported by itself, not with a whole account. */
    void alone(boolean value) {
        alone = value;
    }

    long id() {
        return id;
    }

    /**
     * True for channels with an id, and for a supergroup that somebody chose to export.
     *
     * @param groups whether supergroups with a name are taken from a whole account too
     */
    boolean channel(boolean groups) {
        return id > 0 && (type.endsWith("_channel") || group() && (alone || groups && named()));
    }

    private boolean group() {
        return type.endsWith("_supergroup");
    }

    private boolean named() {
        return name != null && !name.isBlank();
    }

    /** What it is, and why its messages are left out. */
    LeftOut leftOut() {
        if (id <= 0) {
            return new LeftOut(type, Why.NO_ID);
        }
        return new LeftOut(type, !group() ? Why.NO_CHANNEL : named() ? Why.GROUP : Why.GROUP_WITHOUT_NAME);
    }

    ChannelInfo info() {
        String title =
                named() ? PostText.clean(name.substring(0, Math.min(name.length(), MAX_TITLE))) : "Channel " + id;
        return new ChannelInfo(id, null, title, false);
    }
}
