package io.signalroom.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Room;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom we call is whom the operator named, and nobody else. */
class BoundedHttpTest {
    private static final BoundedHttp.Limits LIMITS = new BoundedHttp.Limits(2, 1_000, 100);
    private static final String PASSWORD = "for-this-test-only";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        Room.await(vertx.close());
    }

    private HttpServer serve(HttpServerOptions options, String location) {
        return Room.await(vertx.createHttpServer(options)
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response().setStatusCode(location == null ? 200 : 302);
                    if (location != null) {
                        request.response().putHeader("Location", location);
                    }
                    request.response().end("x".repeat(50));
                })
                .listen(0, "127.0.0.1"));
    }

    private Future<BoundedHttp.Answer> ask(String scheme, int port) {
        Endpoint server = Endpoint.of(URI.create(scheme + "://127.0.0.1:" + port));
        return new BoundedHttp(vertx, server, LIMITS)
                .exchange(new RequestOptions().setURI("/"), Buffer.buffer(), Duration.ofSeconds(10));
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() {
        HttpServer within = serve(new HttpServerOptions(), null);
        HttpServer first = serve(new HttpServerOptions(), "http://127.0.0.1:" + within.actualPort() + "/metadata");
        assertThat(Room.await(ask("http", first.actualPort())).status()).isEqualTo(302);
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_server_whose_certificate_nobody_vouches_for_is_told_nothing(@TempDir Path folder)
            throws IOException, InterruptedException {
        HttpServer server = serve(
                new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(certificate(folder)).setPassword(PASSWORD)),
                null);
        Throwable failure = Room.await(ask("https", server.actualPort())
                .<Throwable>map(x -> new AssertionError("answered"))
                .recover(Future::succeededFuture));
        assertThat(failure).isInstanceOf(SSLException.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void who_closes_ends_all_that_wait_for_an_answer() {
        HttpServer silent = Room.await(vertx.createHttpServer()
                .requestHandler(x -> asked.incrementAndGet())
                .listen(0, "127.0.0.1"));
        Endpoint server = Endpoint.of(URI.create("http://127.0.0.1:" + silent.actualPort()));
        BoundedHttp http = new BoundedHttp(vertx, server, new BoundedHttp.Limits(3, 1_000, 100));
        Context one = vertx.getOrCreateContext();
        List<Future<BoundedHttp.Answer>> waiting = new CopyOnWriteArrayList<>();
        one.runOnContext(x -> {
            for (int i = 0; i < 3; i++) {
                waiting.add(http.exchange(new RequestOptions().setURI("/"), Buffer.buffer(), Duration.ofSeconds(60)));
            }
        });
        Room.eventually(vertx, Duration.ofSeconds(30), () -> asked.get() == 3);
        Promise<Void> closed = Promise.promise();
        one.runOnContext(
                x -> Future.succeededFuture().compose(y -> http.close()).onComplete(closed));
        Room.await(closed.future());
        Room.await(Future.join(waiting).otherwiseEmpty());
        assertThat(waiting).hasSize(3).allMatch(Future::failed);
    }

    /** For the right address, by an authority that nobody knows. */
    private static String certificate(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("own.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return file.toString();
    }
}
