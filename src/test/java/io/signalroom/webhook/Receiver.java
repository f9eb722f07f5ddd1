package io.signalroom.webhook;

import static io.signalroom.testing.Room.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A real server that is called, and keeps what came. */
public final class Receiver {
    /** What has come, in the order in which it came. */
    public final List<Got> got = new CopyOnWriteArrayList<>();

    /** How requests are answered, after they were kept. */
    public volatile Consumer<HttpServerRequest> answers =
            request -> request.response().end();

    private final HttpServer server;

    /** On a port, or on any free one if that is 0. */
    public Receiver(Vertx vertx, int port) {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    got.add(Got.of(request, body));
                    answers.accept(request);
                }))
                .listen(port, "127.0.0.1"));
    }

    /**
     * One request.
     *
     * @param headers in small letters
     */
    public record Got(String method, Map<String, String> headers, Buffer body) {
        private static Got of(HttpServerRequest request, Buffer body) {
            Map<String, String> headers = new HashMap<>();
            request.headers()
                    .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
            return new Got(request.method().name(), headers, body);
        }

        /** What names the delivery. */
        public String id() {
            return headers.get("webhook-id");
        }

        /** The envelope. */
        public JsonObject json() {
            return body.toJsonObject();
        }
    }

    /** Always the same status. */
    public void answer(int status) {
        answers = request -> request.response().setStatusCode(status).end();
    }

    /** Ids of what came. */
    public List<String> ids() {
        return got.stream().map(Got::id).toList();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/in";
    }
}
