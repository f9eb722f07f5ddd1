package io.signalroom.telegram;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The messages that a bot sends. */
final class BotMessages {
    private final JsonObject sender;
    private final List<JsonObject> sent = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Consumer<HttpServerRequest>> faults = new ConcurrentLinkedQueue<>();

    BotMessages(JsonObject sender) {
        this.sender = sender;
    }

    /** The next calls get these, one each. */
    void failWith(List<Consumer<HttpServerRequest>> next) {
        faults.addAll(next);
    }

    /** The parameters of every message, in order. */
    List<JsonObject> sent() {
        return List.copyOf(sent);
    }

    void send(HttpServerRequest request, JsonObject parameters) {
        Consumer<HttpServerRequest> fault = faults.poll();
        if (fault != null) {
            fault.accept(request);
        } else if (!parameters.containsKey("chat_id")) {
            FakeBotApi.fail(request, 400, "Bad Request: chat_id is empty");
        } else if (String.valueOf(parameters.getValue("text", "")).isEmpty()) {
            FakeBotApi.fail(request, 400, "Bad Request: message text is empty");
        } else {
            sent.add(parameters);
            FakeBotApi.succeed(
                    request,
                    new JsonObject()
                            .put("message_id", sent.size())
                            .put("from", sender)
                            .put("chat", new JsonObject().put("id", parameters.getValue("chat_id")))
                            .put("date", Instant.now().getEpochSecond())
                            .put("text", parameters.getValue("text")));
        }
    }
}
