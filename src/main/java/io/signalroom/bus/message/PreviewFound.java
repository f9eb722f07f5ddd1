package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * What a channel has posted last.
 *
 * @param body the channel and its posts, as the contract's schema {@code ChannelPreview} says, but without readings; beside each
 *     post's text, as {@code replyTo}, the text that it answers or null
 */
public record PreviewFound(JsonObject body) {
    public PreviewFound {
        body = body.copy();
    }

    public JsonObject toJson() {
        return body.copy();
    }

    public static PreviewFound fromJson(JsonObject json) {
        return new PreviewFound(json);
    }
}
