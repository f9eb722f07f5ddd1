package io.signalroom.telegram.export;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.telegram.PostText;

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

    /** True for channels with an id, and for a supergroup that somebody chose to export. */
    boolean channel() {
        return id > 0 && (type.endsWith("_channel") || alone && group());
    }

    private boolean group() {
        return type.endsWith("_supergroup");
    }

    /** Why its messages are left out. */
    String refusal() {
        if (type.isEmpty()) {
            return "a chat without a type was left out";
        }
        if (id > 0 && group()) {
            return "the groups of an account were left out: export one by itself to import it";
        }
        return id <= 0
                ? "a chat without an id was left out"
                : "a chat of type " + shortType() + " was left out: it is no channel";
    }

    ChannelInfo info() {
        String title = name == null || name.isBlank()
                ? "Channel " + id
                : PostText.clean(name.substring(0, Math.min(name.length(), MAX_TITLE)));
        return new ChannelInfo(id, null, title, false);
    }

    private String shortType() {
        return type.substring(0, Math.min(type.length(), 40));
    }
}
