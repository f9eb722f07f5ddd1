package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.problem.InvalidRequests;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An HTTP server on one event loop; deploy one for each core, they share the port. */
public final class HttpVerticle extends VerticleBase {
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final int LINE_BYTES = 4 * 1024;
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int FRAME_BYTES = 64 * 1024;
    private static final int COMPRESS_FROM = 1024;
    /** A page on the live line pings every 30 s, SockJS itself every 25 s. */
    private static final int IDLE_SECONDS = 60;

    private static final int SOCKET_CLOSE_SECONDS = 2;

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
        server = vertx.createHttpServer(options());
        return parts.bus()
                .listen(Addresses.ANSWERS_OVERTAKEN, hint -> shelf.clear())
                .compose(x -> server.requestHandler(shelf.before(ApiRouter.create(vertx, parts, shelf)))
                        .invalidRequestHandler(new InvalidRequests())
                        .listen());
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
