package io.signalroom.telegram;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings updates as Telegram does: one a POST, those of one chat one after the other, others beside each other, each again after
 * growing pauses until the answer is 2xx. On one context.
 */
final class BotWebhooks {
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 1_000;

    private final Vertx vertx;
    private final BotQueue queue;
    private final HttpClient client;
    private final Set<Long> busy = new HashSet<>();
    private final Map<Long, Long> pauses = new HashMap<>();
    private JsonObject webhook;
    private Integer port;
    private int lost;
    private long brought;
    private Instant failedAt;
    private String failure;

    BotWebhooks(Vertx vertx, BotQueue queue) {
        this.vertx = vertx;
        this.queue = queue;
        this.client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(100));
    }

    /** Where the address of the webhook leads on this machine; null = nowhere. */
    void leadTo(Integer localPort) {
        port = localPort;
        wake();
    }

    /** The next answers get lost on their way. */
    void lose(int answers) {
        lost = answers;
    }

    void set(JsonObject parameters) {
        webhook = parameters;
        queue.allow(parameters.getJsonArray("allowed_updates"));
        wake();
    }

    /** Somebody sets one of his own. */
    void setByAnother() {
        set(new JsonObject()
                .put("url", "https://elsewhere.example/hook")
                .put("secret_token", "of-somebody-else")
                .put("allowed_updates", new JsonArray()));
    }

    void delete() {
        webhook = null;
    }

    boolean isSet() {
        return webhook != null;
    }

    /** What it was set to. */
    JsonObject parameters() {
        return webhook;
    }

    /** Requests that were sent. */
    long brought() {
        return brought;
    }

    /** What getWebhookInfo answers. */
    JsonObject info() {
        JsonObject info = new JsonObject()
                .put("url", webhook == null ? "" : webhook.getString("url"))
                .put("has_custom_certificate", false)
                .put("pending_update_count", queue.head(Integer.MAX_VALUE).size());
        if (failure != null) {
            info.put("last_error_date", failedAt.getEpochSecond()).put("last_error_message", failure);
        }
        return info;
    }

    /** Sends what may be sent. */
    void wake() {
        if (webhook == null) {
            return;
        }
        int most = webhook.getInteger("max_connections", 40);
        for (Object each : queue.head(Integer.MAX_VALUE)) {
            JsonObject update = (JsonObject) each;
            if (busy.size() < most && busy.add(chat(update))) {
                send(update);
            }
        }
    }

    private static long chat(JsonObject update) {
        JsonObject message = update.getJsonObject("channel_post", update.getJsonObject("edited_channel_post"));
        return message == null ? 0 : message.getJsonObject("chat").getLong("id");
    }

    private void send(JsonObject update) {
        brought++;
        post(update)
                .onComplete(
                        status -> {
                            if (lost > 0) {
                                lost--;
                                failed(update, "Connection reset by peer");
                            } else if (status / 100 == 2) {
                                queue.forget(List.of(update));
                                pauses.remove(chat(update));
                                busy.remove(chat(update));
                                wake();
                            } else {
                                failed(update, "Wrong response from the webhook: " + status);
                            }
                        },
                        broken -> failed(update, "Connection refused"));
    }

    private Future<Integer> post(JsonObject update) {
        if (port == null) {
            return Future.failedFuture("no way");
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(URI.create(webhook.getString("url")).getPath())
                .putHeader("Content-Type", "application/json")
                .putHeader("X-Telegram-Bot-Api-Secret-Token", webhook.getString("secret_token"));
        return client.request(options)
                .compose(request -> request.send(update.toBuffer()))
                .compose(response -> response.body().map(response.statusCode()));
    }

    private void failed(JsonObject update, String why) {
        failure = why;
        failedAt = Instant.now();
        long pause =
                pauses.merge(chat(update), FIRST_PAUSE_MS, (before, first) -> Math.min(2 * before, LONGEST_PAUSE_MS));
        vertx.setTimer(pause, x -> {
            busy.remove(chat(update));
            wake();
        });
    }
}
