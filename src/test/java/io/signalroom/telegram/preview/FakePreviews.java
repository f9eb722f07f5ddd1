package io.signalroom.telegram.preview;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** t.me on the loopback: preview pages of invented channels, and what it does when it is asked too often or rewritten. */
public final class FakePreviews {
    /** One request; the path with its query. */
    public record Asked(String path, String agent, String language) {}

    private final Vertx vertx;
    private final Map<String, FakeChannel> channels = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger throttled = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Clock clock = Clock.systemUTC();
    private volatile Consumer<HttpServerRequest> fault;
    private volatile Consumer<HttpServerRequest> throttle;
    private volatile boolean rewritten;
    private volatile boolean everybody;
    private volatile long delay;
    private volatile Consumer<FakeChannel> served = channel -> {};
    private HttpServer server;

    private FakePreviews(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Starts one on any free port. */
    public static Future<FakePreviews> start(Vertx vertx) {
        FakePreviews fake = new FakePreviews(vertx);
        Context context = vertx.getOrCreateContext();
        return Future.future(started -> context.runOnContext(x -> {
            fake.server = vertx.createHttpServer()
                    .connectionHandler(connection -> fake.connections.incrementAndGet())
                    .requestHandler(fake::handle);
            fake.server.listen(0, "127.0.0.1").map(fake).onComplete(started);
        }));
    }

    /** What {@code TELEGRAM_PREVIEW_URL} is set to. */
    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Whose time posts and deletions have. */
    public void clock(Clock itsClock) {
        clock = itsClock;
    }

    /** A public channel with these posts, numbered from 1, a minute apart. */
    public FakeChannel channel(long id, String username, String title, String... texts) {
        FakeChannel channel = new FakeChannel(id, username, title, () -> clock.instant());
        for (int i = 1; i <= texts.length; i++) {
            Instant at = Instant.parse("2026-03-01T09:00:00Z").plusSeconds(60L * i);
            channel.add(new FakeChannel.Said(i, at, List.of(texts[i - 1]), false, null, 1, false, null, null));
        }
        channels.put(username.toLowerCase(Locale.ROOT), channel);
        return channel;
    }

    /** Whoever is asked for has a public channel with one post. */
    public FakePreviews everybody() {
        everybody = true;
        return this;
    }

    /** Answers the following requests; null = pages again. */
    public void fault(Consumer<HttpServerRequest> answer) {
        fault = answer;
    }

    /** Is told of each page of a channel before it is written. */
    public void onPage(Consumer<FakeChannel> listener) {
        served = listener;
    }

    /** The next {@code requests} are answered by a page without posts. */
    public void withhold(int requests) {
        throttle = request -> html(request, FakePage.sample("tme-s-none.html"));
        throttled.set(requests);
    }

    /** The next {@code requests} are answered by 429; 0 seconds = it does not say how long to wait. */
    public void throttle(int requests, int seconds) {
        throttle = request -> {
            if (seconds > 0) {
                request.response().putHeader("retry-after", String.valueOf(seconds));
            }
            request.response().setStatusCode(429).end();
        };
        throttled.set(requests);
    }

    /** From now on pages name their posts in another way, or as ever. */
    public void breakMarkup(boolean broken) {
        rewritten = broken;
    }

    /** From now on an answer takes so long. */
    public void delay(long millis) {
        delay = millis;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The most requests that were open at once. */
    public int mostAtOnce() {
        return most.get();
    }

    /** Connections so far. */
    public int connections() {
        return connections.get();
    }

    public Future<Void> close() {
        return server.close();
    }

    private void handle(HttpServerRequest request) {
        asked.add(new Asked(request.uri(), request.getHeader("User-Agent"), request.getHeader("Accept-Language")));
        int now = open.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        request.response().endHandler(x -> open.decrementAndGet());
        if (delay > 0) {
            vertx.setTimer(delay, x -> answer(request));
        } else {
            answer(request);
        }
    }

    private void answer(HttpServerRequest request) {
        Consumer<HttpServerRequest> broken = fault;
        if (broken != null) {
            broken.accept(request);
        } else if (throttled.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throttle.accept(request);
        } else {
            page(request);
        }
    }

    private void page(HttpServerRequest request) {
        String path = request.path();
        boolean list = path.startsWith("/s/");
        String[] parts = path.substring(list ? 3 : 1).split("/");
        FakeChannel channel = channels.get(parts[0].toLowerCase(Locale.ROOT));
        if (channel == null && everybody) {
            channel = channel(7, parts[0], parts[0], "Welcome");
        }
        if (channel == null || channel.closed()) {
            request.response()
                    .setStatusCode(302)
                    .putHeader("location", url() + "/" + parts[0])
                    .end();
        } else if (list) {
            served.accept(channel);
            String page = FakePage.of(channel, number(request, "before"), number(request, "after"));
            html(request, rewritten ? page.replace("data-post", "data-message") : page);
        } else {
            html(request, FakePage.single(channel, channel.at(Long.parseLong(parts[1]))));
        }
    }

    private static Long number(HttpServerRequest request, String name) {
        String value = request.getParam(name);
        return value == null ? null : Long.valueOf(value);
    }

    private static void html(HttpServerRequest request, String page) {
        request.response().putHeader("content-type", "text/html; charset=utf-8").end(Buffer.buffer(page));
    }
}
