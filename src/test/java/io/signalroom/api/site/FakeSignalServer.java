package io.signalroom.api.site;

import static io.signalroom.testing.Room.await;

import io.signalroom.problem.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The server as the page sees it: the real site and the real SockJS bridge, with invented signals behind the API. Tests
 * make it post, keep silent about posts, skip, fail, stop and come back on the same port.
 */
final class FakeSignalServer implements AutoCloseable {

    /** One for all: nothing of one server reaches another, because tests have one open at a time. */
    private static final Vertx vertx = Vertx.vertx();

    private static final SiteSource site = SiteSource.open(Path.of(""), "0.1.0-test");

    private final CannedAnswers answers = new CannedAnswers();
    private final FakeKeys keys = new FakeKeys();
    private final List<JsonObject> signals = new ArrayList<>();
    private final List<JsonObject> events = new ArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final JsonObject historical = answers.historical();
    private final FakeDemo demo = new FakeDemo(this::tellStatus);
    private final FakeBridge bridge = new FakeBridge(keys);
    private volatile String failing = "";
    private String epoch = "b3f1";
    private int seq = 1000;
    private HttpServer server;
    private int port;

    private FakeSignalServer(int signalCount) {
        signals.addAll(answers.signals(signalCount));
    }

    /** A server with a day of signals. */
    static FakeSignalServer busy() {
        return new FakeSignalServer(60).listening();
    }

    /** A server with a day of signals that lets nobody read without a token. */
    static FakeSignalServer closed() {
        FakeSignalServer fake = new FakeSignalServer(60);
        fake.keys.closeReading();
        return fake.listening();
    }

    /** A server with so many signals. */
    static FakeSignalServer holding(int signals) {
        return new FakeSignalServer(signals).listening();
    }

    /** A server on its first start. */
    static FakeSignalServer empty() {
        FakeSignalServer fake = new FakeSignalServer(5);
        fake.signals.clear();
        fake.demo.is("none", 0, 0);
        fake.historical.put("series", new JsonArray()).put("tokens", new JsonArray());
        fake.historical.put(
                "summary",
                new JsonObject()
                        .put("signals", 0)
                        .put("previous", new JsonObject().put("signals", 0))
                        .put("channels", 0)
                        .put("tokens", 0));
        return fake.listening();
    }

    String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    FakeKeys keys() {
        return keys;
    }

    /** Paths with query of all API requests so far. */
    List<String> requests() {
        return requests;
    }

    /** Posts a new trade call and sends it over the line. */
    synchronized JsonObject post() {
        return post(next());
    }

    /** Posts this and sends it over the line. */
    synchronized JsonObject post(JsonObject signal) {
        append(signal);
        publish(events.get(events.size() - 1));
        return signal;
    }

    synchronized void hold(JsonObject signal) {
        signals.add(0, signal);
    }

    /** Posts a new trade call that the line loses. */
    synchronized JsonObject postUnheard() {
        return append(next());
    }

    /** Says that prices moved the outcome of a signal. */
    synchronized void turn(JsonObject signal, JsonObject outcome) {
        seq++;
        events.add(envelope("signal.outcome", signal.put("outcome", outcome)));
        publish(events.get(events.size() - 1));
    }

    /** Says that a signal is no more. */
    synchronized void delete(JsonObject signal) {
        seq++;
        signals.remove(signal);
        events.add(envelope("signal.deleted", new JsonObject().put("id", signal.getString("id"))));
        publish(events.get(events.size() - 1));
    }

    /** Waits until the page's first socket listens to both addresses. */
    void awaitSockets() {
        bridge.awaitPage();
    }

    /** Says that too much happened at once. */
    synchronized void skip() {
        publish(envelope("signal.skipped", new JsonObject().put("from", seq)));
    }

    /** From now on requests whose path contains this fail with 500; nothing fails if it is empty. */
    void fail(String pathPart) {
        failing = pathPart;
    }

    FakeDemo demo() {
        return demo;
    }

    /** Shows demo posts being loaded. */
    void loadDemo(int done, int total) {
        demo.is("loading", done, total);
        tellStatus();
    }

    private void tellStatus() {
        vertx.eventBus().publish("live.status.v1", status());
    }

    /** Closes the port and every socket. */
    void stop() {
        await(server.close());
    }

    /** Opens the same port again, with another epoch, as after a restored database. */
    void restart(String newEpoch) {
        epoch = newEpoch;
        listening();
    }

    @Override
    public void close() {
        stop();
    }

    private JsonObject next() {
        return answers.trade(seq + 1, Duration.ofSeconds(1));
    }

    private JsonObject append(JsonObject signal) {
        seq++;
        signals.add(0, signal);
        events.add(envelope("signal.created", signal));
        return signal;
    }

    private JsonObject envelope(String type, JsonObject data) {
        return new JsonObject()
                .put("v", 1)
                .put("epoch", epoch)
                .put("seq", seq)
                .put("type", type)
                .put("at", Instant.now().toString())
                .put("data", data);
    }

    private void publish(JsonObject envelope) {
        vertx.eventBus().publish("live.signals.v1", envelope);
    }

    private FakeSignalServer listening() {
        Router router = Router.router(vertx);
        FakeSignalList list = new FakeSignalList(this::signals, this::asOf);
        SiteRoutes.mount(router, site, keys.readingIsClosed() ? SignalPages.closed() : SignalPages.of(list::shown));
        router.route("/eventbus*").subRouter(bridge.router(vertx));
        router.route("/api/v1/*").handler(this::note);
        keys.mount(router);
        router.get("/api/v1/live/sse").handler(rc -> new FakeLiveEvents(vertx, rc, asOf()).open(bridge));
        router.get("/api/v1/status").handler(rc -> rc.json(status()));
        FakeAnalytics.mount(router, historical, signals.isEmpty());
        router.get("/api/v1/signals/changes").handler(this::changes);
        list.mount(router);
        demo.mount(router, keys);
        FakeChannels.mount(router, this::signals, keys);
        FakeParser.mount(router);
        server = await(vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1"));
        port = server.actualPort();
        return this;
    }

    private void note(RoutingContext rc) {
        requests.add(rc.request().uri());
        if (!failing.isEmpty() && rc.request().path().contains(failing)) {
            rc.response().setStatusCode(500).putHeader("Content-Type", "application/problem+json");
            rc.end(new JsonObject()
                    .put("type", Failure.INTERNAL.type())
                    .put("title", "The store does not answer")
                    .put("status", 500)
                    .put("detail", "The answer could not be read in time.")
                    .put("requestId", "req-7f31")
                    .encode());
            return;
        }
        rc.next();
    }

    private synchronized void changes(RoutingContext rc) {
        int after = Integer.parseInt(rc.request().getParam("afterSeq"));
        boolean complete = epoch.equals(rc.request().getParam("epoch"));
        JsonArray missed = new JsonArray();
        events.stream()
                .filter(event -> complete && event.getInteger("seq") > after)
                .forEach(missed::add);
        rc.json(new JsonObject().put("events", missed).put("asOf", asOf()).put("complete", complete));
    }

    private synchronized List<JsonObject> signals() {
        return List.copyOf(signals);
    }

    private synchronized JsonObject asOf() {
        return new JsonObject().put("epoch", epoch).put("seq", seq);
    }

    private synchronized JsonObject status() {
        return CannedAnswers.status(signals.isEmpty())
                .put("epoch", epoch)
                .put("seq", seq)
                .put("demo", demo.json());
    }
}
