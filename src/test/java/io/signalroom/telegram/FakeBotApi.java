package io.signalroom.telegram;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A Bot API server on the loopback: long polls, confirmation by offset, one poller a token, sent messages, faults on demand in
 * Telegram's own words. Its state lives on one event loop; everything may be called from any thread, and polled from another process.
 */
public final class FakeBotApi {
    /** A token of the right form. */
    public static final String TOKEN = "7000000001:AAfake-token_for-tests-0123456789abc";

    private static final String WEBHOOK =
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

    private static final JsonObject ME = new JsonObject()
            .put("id", 7_000_000_001L)
            .put("is_bot", true)
            .put("first_name", "Signalroom")
            .put("username", "signalroom_test_bot")
            .put("can_join_groups", true)
            .put("can_read_all_group_messages", false)
            .put("supports_inline_queries", false);

    /** One call of getUpdates; {@code offset} is null if there was none. */
    public record Call(long nanos, Long offset, JsonObject parameters) {}

    private final boolean tls;
    private final Context context;
    private final BotQueue queue;
    private final AtomicLong nextId = new AtomicLong(700_000_001);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Consumer<HttpServerRequest>> faults = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Consumer<HttpServerRequest>> lookFaults = new ConcurrentLinkedQueue<>();
    private final BotPolls polls;
    private final BotMessages messages = new BotMessages(ME);
    private final BotWebhooks webhooks;
    private volatile Function<List<JsonObject>, Future<Void>> witness = confirmed -> Future.succeededFuture();
    private volatile Instant now;
    private HttpServer server;

    private FakeBotApi(Vertx vertx, boolean tls) {
        this.tls = tls;
        this.context = vertx.getOrCreateContext();
        this.queue = new BotQueue(() -> now == null ? Instant.now() : now);
        this.webhooks = new BotWebhooks(vertx, queue);
        this.polls = new BotPolls(vertx, queue);
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

    /**
     * Waits for a call that waits itself, answers it with an update, and has the calls after it answered otherwise. That is one
     * act: no call comes between, however slow the machine is.
     *
     * @return how many calls there were before
     */
    @SafeVarargs
    public final Future<Integer> pushThenFailWith(long id, JsonObject update, Consumer<HttpServerRequest>... next) {
        return Future.future(done -> context.runOnContext(x -> whenPolled(() -> {
            int before = calls.size();
            failWith(next);
            queue.add(new JsonObject().put("update_id", id).mergeIn(update));
            polls.wake();
            done.complete(before);
        })));
    }

    private void whenPolled(Runnable act) {
        if (polls.isOpen()) {
            act.run();
        } else {
            context.owner().setTimer(5, x -> whenPolled(act));
        }
    }

    /** The number that the next update gets, which is given away. */
    public long nextNumber() {
        return nextId.getAndIncrement();
    }

    /** Adds an update under a number. */
    public void pushAs(long id, JsonObject update) {
        JsonObject numbered = new JsonObject().put("update_id", id).mergeIn(update);
        context.runOnContext(x -> {
            queue.add(numbered);
            webhooks.wake();
            polls.wake();
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

    /** The same for the next calls of getWebhookInfo. */
    @SafeVarargs
    public final void failLookWith(Consumer<HttpServerRequest>... next) {
        lookFaults.addAll(List.of(next));
    }

    /** The next calls of sendMessage get these, one each; they are not taken as sent. */
    @SafeVarargs
    public final void failSendWith(Consumer<HttpServerRequest>... next) {
        messages.failWith(List.of(next));
    }

    /** The parameters of every message that a bot has sent, in order. */
    public List<JsonObject> sent() {
        return messages.sent();
    }

    /** From now on an offset confirms everything below it, however high it is: stricter than the real server. */
    public void takeOffsetsLiterally() {
        context.runOnContext(x -> queue.takeOffsetsLiterally());
    }

    /** Is told what an offset confirms before it is forgotten; a failure is answered with 500. */
    public void onConfirm(Function<List<JsonObject>, Future<Void>> listener) {
        witness = listener;
    }

    /** Somebody sets a webhook of his own, or removes any. */
    public void setWebhook(boolean set) {
        context.runOnContext(x -> {
            if (set) {
                webhooks.setByAnother();
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
        return Future.future(told -> context.runOnContext(x -> told.complete(polls.isOpen())));
    }

    private void handle(HttpServerRequest request) {
        String[] path = request.path().split("/", -1);
        if (path.length != 3 || !path[1].startsWith("bot")) {
            fail(request, 404, "Not Found");
        } else if (!path[1].equals("bot" + TOKEN)) {
            fail(request, 401, "Unauthorized");
        } else {
            request.body().onSuccess(body -> call(path[2], request, BotParameters.of(request, body)));
        }
    }

    private void call(String method, HttpServerRequest request, JsonObject parameters) {
        switch (method) {
            case "getUpdates" -> getUpdates(request, parameters);
            case "getMe" -> succeed(request, ME);
            case "sendMessage" -> messages.send(request, parameters);
            case "deleteWebhook" -> {
                webhooks.delete();
                succeed(request, true);
            }
            case "setWebhook" -> setWebhook(request, parameters);
            case "getWebhookInfo" -> getWebhookInfo(request);
            default -> fail(request, 404, "Not Found: method not found");
        }
    }

    private void getWebhookInfo(HttpServerRequest request) {
        Consumer<HttpServerRequest> fault = lookFaults.poll();
        if (fault == null) {
            succeed(request, webhooks.info());
        } else {
            fault.accept(request);
        }
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
            polls.conflict(request, WEBHOOK);
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
        polls.open(request, parameters);
    }

    static void succeed(HttpServerRequest request, Object result) {
        respond(request, 200, new JsonObject().put("ok", true).put("result", result));
    }

    static void fail(HttpServerRequest request, int status, String description) {
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
}
