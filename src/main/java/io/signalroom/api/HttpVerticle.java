package io.signalroom.api;

import io.micrometer.core.instrument.Counter;
import io.signalroom.bus.Addresses;
import io.signalroom.live.LiveChannels;
import io.signalroom.problem.InvalidRequests;
import io.signalroom.security.SecurityHeaders;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An HTTP server on one event loop; deploy one for each core, they share the port. */
public final class HttpVerticle extends VerticleBase {
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final int LINE_BYTES = 4 * 1024;
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int FRAME_BYTES = 64 * 1024;
    private static final int COMPRESS_FROM = 1024;
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);
    /** Nothing whole read or written: an answer that nobody takes too. SockJS beats every 25 s. */
    private static final int IDLE_SECONDS = 30;

    private static final int SOCKET_CLOSE_SECONDS = 2;
    /**
     * After that the kernel cuts off who takes no byte of what was sent to him. Nothing else ends a WebSocket that is never read:
     * its close frame waits behind all others, and Vert.x counts its own limit from when that was written.
     */
    private static final int UNTAKEN_MILLIS = 15_000;

    private static final InvalidRequests INVALID = new InvalidRequests();

    private final HttpParts parts;
    private HttpServer server;

    public HttpVerticle(HttpParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        Shelf shelf = new Shelf(
                parts.http().readOpen(),
                new Cors(parts.http().corsOrigins()),
                parts.meters().counter("signalroom.cache", "result", "shelf"),
                System::currentTimeMillis);
        SilentConnections silent =
                new SilentConnections(FIRST_REQUEST, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        silent.watch(vertx);
        Counter cutOff = parts.meters().counter("signalroom.live.sockets.closed", "reason", "refused");
        server = vertx.createHttpServer(options()).connectionHandler(connection -> {
            silent.opened(connection);
            FramingGuard.watch(connection);
            PingGuard.watch(connection, cutOff);
        });
        LiveChannels live = parts.live().apply(vertx);
        return live.start()
                .compose(x -> parts.bus().listen(Addresses.ANSWERS_OVERTAKEN, hint -> shelf.clear()))
                .compose(x -> server.requestHandler(
                                silent.before(shelf.before(ApiRouter.create(vertx, parts, shelf, live))))
                        .invalidRequestHandler(HttpVerticle::refuse)
                        .listen());
    }

    private static void refuse(HttpServerRequest noRequest) {
        SecurityHeaders.write(noRequest.response().headers());
        INVALID.handle(noRequest);
    }

    /** Requests that run have 20 seconds to end. */
    @Override
    public Future<?> stop() {
        return server.shutdown(DRAIN.toSeconds(), TimeUnit.SECONDS);
    }

    /** The port it listens on, after the start. */
    public int actualPort() {
        return server.actualPort();
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(parts.http().host())
                .setPort(parts.http().port())
                .setCompressionSupported(true)
                .setCompressionContentSizeThreshold(COMPRESS_FROM)
                .setIdleTimeout(IDLE_SECONDS)
                .setTcpUserTimeout(UNTAKEN_MILLIS)
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(LINE_BYTES)
                .setMaxHeaderSize(HEADER_BYTES)
                .setMaxWebSocketFrameSize(FRAME_BYTES)
                .setMaxWebSocketMessageSize(FRAME_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setWebSocketClosingTimeout(SOCKET_CLOSE_SECONDS);
    }
}
