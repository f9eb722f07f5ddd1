package io.signalroom.telegram;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A Bot API server on the loopback: long polls, confirmation by offset, one poller a token, faults on demand in Telegram's own
 * words. Its state lives on one event loop; everything may be called from any thread, and polled from another process.
 */
public final class FakeBotApi {
    /** A token of the right form. */
    public static final String TOKEN = "7000000001:AAfake-token_for-tests-0123456789abc";

    private static final String CONFLICT =
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    private static final String WEBHOOK =
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

    /** One call of getUpdates; {@code offset} is null if there was none. */
    public record Call(long nanos, Long offset, JsonObject parameters) {}

    private final Vertx vertx;
    private final boolean tls;
    private final Context context;
    private final BotQueue queue;
    private final AtomicLong nextId = new AtomicLong(700_000_001);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Consumer<HttpServerRequest>> faults = new ConcurrentLinkedQueue<>();
    private final Deque<Poll> polls = new ArrayDeque<>();
    private volatile Function<List<JsonObject>, Future<Void>> witness = confirmed -> Future.succeededFuture();
    private final BotWebhooks webhooks;
    private volatile Instant now;
    private HttpServer server;

    private FakeBotApi(Vertx vertx, boolean tls) {
        this.vertx = vertx;
        this.tls = tls;
        this.context = vertx.getOrCreateContext();
        this.queue = new BotQueue(() -> now == null ? Instant.now() : now);
        this.webhooks = new BotWebhooks(vertx, queue);
    }

    /** Starts one on any free port. */
    public static Future<FakeBotApi> start(Vertx vertx) {
        return start(vertx, new HttpServerOptions());
    }

    /** The same with options of the server, such as a certificate. */
    public static Future<FakeBotApi> start(Vertx vertx, HttpServerOptions options) {
        FakeBotApi fake = new FakeBotApi(vertx, options.isSsl());
        return Future.future(started -> fake.context.runOnContext(x -> {
            fake.server = vertx.createHttpServer(options).requestHandler(fake::handle);
            fake.server.listen(0, "127.0.0.1").map(fake).onComplete(started);
        }));
    }

    /** What {@code TELEGRAM_BOT_API_URL} is set to. */
    public String url() {
        return (tls ? "https" : "http") + "://127.0.0.1:" + server.actualPort();
    }

    public HttpServer server() {
        return server;
    }

    public Future<Void> close() {
        return server.close();
    }

    /** Adds an update, which gets the next number. */
    public long push(JsonObject update) {
        long id = nextId.getAndIncrement();
        pushAs(id, update);
        return id;
    }

    /** Adds an update under a number. */
    public void pushAs(long id, JsonObject update) {
        JsonObject numbered = new JsonObject().put("update_id", id).mergeIn(update);
        context.runOnContext(x -> {
            queue.add(numbered);
            webhooks.wake();
            Poll waiting = polls.peek();
            if (waiting != null) {
                waiting.answer();
            }
        });
    }

    /** Numbers go on from here, as after a week of silence. */
    public void numberFrom(long id) {
        nextId.set(id);
    }

    /** The next calls of getUpdates get these, one each; after that all is well again. */
    @SafeVarargs
    public final void failWith(Consumer<HttpServerRequest>... next) {
        faults.addAll(List.of(next));
    }

    /** Is told what an offset confirms before it is forgotten; a failure is answered with 500. */
    public void onConfirm(Function<List<JsonObject>, Future<Void>> listener) {
        witness = listener;
    }

    /** Somebody sets a webhook of his own, or removes any. */
    public void setWebhook(boolean set) {
        context.runOnContext(x -> {
            if (set) {
                webhooks.set(new JsonObject()
                        .put("url", "https://elsewhere.example/hook")
                        .put("secret_token", "of-somebody-else")
                        .put("allowed_updates", new JsonArray()));
            } else {
                webhooks.delete();
            }
        });
    }

    /** Where the webhook's address leads on this machine; null = nowhere. */
    public void leadTo(Integer port) {
        context.runOnContext(x -> webhooks.leadTo(port));
    }

    /** The next answers of the webhook get lost on their way. */
    public void loseAnswers(int answers) {
        context.runOnContext(x -> webhooks.lose(answers));
    }

    /** What the webhook was set to; null while there is none. */
    public Future<JsonObject> webhook() {
        return Future.future(told -> context.runOnContext(x -> told.complete(webhooks.parameters())));
    }

    /** How often the webhook was called. */
    public Future<Long> brought() {
        return Future.future(told -> context.runOnContext(x -> told.complete(webhooks.brought())));
    }

    /** How many updates wait to be brought or asked for. */
    public Future<Integer> pending() {
        return Future.future(
                told -> context.runOnContext(x -> told.complete(webhooks.info().getInteger("pending_update_count"))));
    }

    /** The server's clock; null = the real one. */
    public void setNow(Instant instant) {
        now = instant;
    }

    /** Every call of getUpdates with the right token, in order. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Whether a call waits for something to come. */
    public Future<Boolean> isPolled() {
        return Future.future(told -> context.runOnContext(x -> told.complete(!polls.isEmpty())));
    }

    private void handle(HttpServerRequest request) {
        String[] path = request.path().split("/", -1);
        if (path.length != 3 || !path[1].startsWith("bot")) {
            fail(request, 404, "Not Found");
        } else if (!path[1].equals("bot" + TOKEN)) {
            fail(request, 401, "Unauthorized");
        } else if (path[2].equals("getUpdates")) {
            request.body().onSuccess(body -> getUpdates(request, parameters(request, body)));
        } else if (path[2].equals("deleteWebhook")) {
            webhooks.delete();
            succeed(request, true);
        } else if (path[2].equals("setWebhook")) {
            request.body().onSuccess(body -> setWebhook(request, parameters(request, body)));
        } else if (path[2].equals("getWebhookInfo")) {
            succeed(request, webhooks.info());
        } else if (path[2].equals("getMe")) {
            succeed(request, new JsonObject().put("id", 7_000_000_001L).put("is_bot", true));
        } else {
            fail(request, 404, "Not Found: method not found");
        }
    }

    private static JsonObject parameters(HttpServerRequest request, Buffer body) {
        JsonObject parameters = new JsonObject();
        request.params().forEach(p -> parameters.put(p.getKey(), Long.valueOf(p.getValue())));
        return body.length() == 0 ? parameters : parameters.mergeIn(new JsonObject(body));
    }

    private void setWebhook(HttpServerRequest request, JsonObject parameters) {
        Consumer<HttpServerRequest> fault = faults.poll();
        if (fault != null) {
            fault.accept(request);
            return;
        }
        webhooks.set(parameters);
        succeed(request, true);
    }

    private void getUpdates(HttpServerRequest request, JsonObject parameters) {
        Long offset = parameters.getLong("offset");
        calls.add(new Call(System.nanoTime(), offset, parameters));
        Consumer<HttpServerRequest> fault = faults.poll();
        if (fault != null) {
            fault.accept(request);
            return;
        }
        if (webhooks.isSet()) {
            fail(request, 409, WEBHOOK);
            return;
        }
        List<JsonObject> confirmed = offset == null ? List.of() : queue.confirmedBy(offset);
        (offset == null ? Future.<Void>succeededFuture() : witness.apply(confirmed))
                .onSuccess(x -> {
                    queue.forget(confirmed);
                    wait(request, parameters);
                })
                .onFailure(f -> fail(request, 500, "Internal Server Error"));
    }

    private void wait(HttpServerRequest request, JsonObject parameters) {
        if (parameters.containsKey("allowed_updates")) {
            queue.allow(parameters.getJsonArray("allowed_updates"));
        }
        while (!polls.isEmpty()) {
            polls.peek().conflict();
        }
        new Poll(request, parameters).open();
    }

    private static void succeed(HttpServerRequest request, Object result) {
        respond(request, 200, new JsonObject().put("ok", true).put("result", result));
    }

    private static void fail(HttpServerRequest request, int status, String description) {
        respond(request, status, BotFaults.error(status, description));
    }

    private static void respond(HttpServerRequest request, int status, JsonObject body) {
        if (!request.response().closed()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end(body.toBuffer());
        }
    }

    /** A call that waits for something to come. */
    private final class Poll {
        private final HttpServerRequest request;
        private final int limit;
        private final long timeoutMs;
        private long timer = -1;

        Poll(HttpServerRequest request, JsonObject parameters) {
            this.request = request;
            this.limit = Math.max(1, Math.min(100, parameters.getInteger("limit", 100)));
            this.timeoutMs = 1_000L * Math.max(0, Math.min(50, parameters.getInteger("timeout", 0)));
        }

        void open() {
            polls.add(this);
            request.connection().closeHandler(x -> end());
            if (timeoutMs == 0 || !queue.head(limit).isEmpty()) {
                answer();
            } else {
                timer = vertx.setTimer(timeoutMs, x -> answer());
            }
        }

        void answer() {
            JsonArray head = queue.head(limit);
            end();
            succeed(request, head);
        }

        void conflict() {
            end();
            fail(request, 409, CONFLICT);
        }

        private void end() {
            polls.remove(this);
            vertx.cancelTimer(timer);
        }
    }
}
