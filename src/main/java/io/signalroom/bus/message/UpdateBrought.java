package io.signalroom.bus.message;

import io.vertx.core.json.JsonObject;

/**
 * Telegram brought an update of the bot.
 *
 * @param update as the Bot API writes it
 */
public record UpdateBrought(JsonObject update) {
    public UpdateBrought {
        update = update.copy();
    }

    public JsonObject toJson() {
        return new JsonObject().put("update", update.copy());
    }

    public static UpdateBrought fromJson(JsonObject json) {
        return new UpdateBrought(json.getJsonObject("update"));
    }
}
