package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.UpdateBrought;
import io.signalroom.bus.message.UpdateStored;
import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Takes what Telegram brings, and answers when it is committed. What is in it is judged by the reader, not here: an update that
 * was refused would come again for a day, and hold up all behind it.
 */
final class TelegramApi {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Bus bus;

    TelegramApi(Bus bus) {
        this.bus = bus;
    }

    Future<Reply> takeUpdate(Call call) {
        return Future.succeededFuture(new WholeBody(this::store));
    }

    private Future<Answer> store(Buffer body) {
        UpdateBrought brought = new UpdateBrought(update(body));
        return bus.<UpdateBrought, UpdateStored>request(Addresses.UPDATE_STORE, brought, PATIENCE)
                .map(stored -> Answer.done());
    }

    private static JsonObject update(Buffer body) {
        try {
            JsonObject update = new JsonObject(body);
            if (update.getValue("update_id") instanceof Number) {
                return update;
            }
        } catch (DecodeException | ClassCastException e) {
            throw new FaultyRequestException("/body", "The body is no JSON object.");
        }
        throw new FaultyRequestException("/body", "The body is no update of the Bot API.");
    }
}
