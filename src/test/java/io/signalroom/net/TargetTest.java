package io.signalroom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.Room;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection goes to the address that was checked, by the name that was given. No resolver knows these names. */
class TargetTest {
    private static final String PASSWORD = "for-this-test-only";
    private final Vertx vertx = Vertx.vertx();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final List<String> lookups = new ArrayList<>();
    private List<InetAddress> now = List.of(ConfigSamples.address("127.0.0.1"));

    private final Names names = name -> {
        lookups.add(name);
        return Future.succeededFuture(now);
    };

    @AfterEach
    void close() {
        Room.await(vertx.close());
    }

    private HttpServer serve(HttpServerOptions options) {
        return Room.await(vertx.createHttpServer(options)
                .requestHandler(request -> {
                    hosts.add(request.authority().toString() + " " + request.uri());
                    request.response().end();
                })
                .listen(0, "127.0.0.1"));
    }

    private int send(BoundedHttp http, Target target, int attempt) {
        return Room.await(http.exchange(
                        target.request(HttpMethod.POST, attempt), Buffer.buffer("x"), Duration.ofSeconds(10)))
                .status();
    }

    private BoundedHttp client(HttpClientOptions options) {
        return new BoundedHttp(vertx, options, new BoundedHttp.Limits(4, 1_000, 1_000));
    }

    @Test
    void what_was_checked_is_connected_to_whatever_the_name_stands_for_by_then() {
        int port = serve(new HttpServerOptions()).actualPort();
        Target target = Room.await(new Targets(names, true).check("http://hook.test:" + port + "/in?a=%20b"));
        now = List.of(ConfigSamples.address("10.9.9.9")); // rebound after the check
        assertThat(send(client(new HttpClientOptions()), target, 0)).isEqualTo(200);
        assertThat(hosts).containsExactly("hook.test:" + port + " /in?a=%20b");
        assertThat(lookups).containsExactly("hook.test");
    }

    @Test
    void a_name_that_leads_inside_later_is_refused_then() {
        now = List.of(ConfigSamples.PUBLIC_ADDRESS);
        Targets targets = new Targets(names, false);
        assertThat(Room.await(targets.check("https://hook.example/")).addresses())
                .hasSize(1);
        now = List.of(ConfigSamples.address("127.0.0.1"));
        assertThatThrownBy(() -> Room.await(targets.check("https://hook.example/")))
                .isInstanceOf(TargetRefusedException.class);
    }

    @Test
    void another_try_takes_another_of_several_addresses() {
        int port = serve(new HttpServerOptions()).actualPort();
        now = List.of(ConfigSamples.address("127.0.0.2"), ConfigSamples.address("127.0.0.1"));
        Target target = Room.await(new Targets(names, true).check("http://hook.test:" + port));
        BoundedHttp http = client(new HttpClientOptions());
        assertThatThrownBy(() -> send(http, target, 0)).isInstanceOf(Exception.class);
        assertThat(send(http, target, 1)).isEqualTo(200);
        assertThat(hosts).containsExactly("hook.test:" + port + " /");
    }

    @Test
    void the_certificate_must_be_of_the_name_that_was_given(@TempDir Path folder) throws Exception {
        PfxOptions key = certificate(folder, "hook.test");
        int port = serve(new HttpServerOptions().setSsl(true).setKeyCertOptions(key))
                .actualPort();
        Targets targets = new Targets(names, true);
        BoundedHttp http = client(new HttpClientOptions().setTrustOptions(key));
        Target right = Room.await(targets.check("https://hook.test:" + port + "/"));
        assertThat(send(http, right, 0)).isEqualTo(200);
        Target wrong = Room.await(targets.check("https://other.test:" + port + "/"));
        assertThatThrownBy(() -> send(http, wrong, 0)).hasRootCauseInstanceOf(Exception.class);
        assertThatThrownBy(() -> send(client(new HttpClientOptions()), right, 0))
                .as("nobody vouches for it")
                .satisfies(failure -> assertThat(failure).hasStackTraceContaining(SSLException.class.getPackageName()));
        assertThat(hosts).containsExactly("hook.test:" + port + " /");
    }

    private static PfxOptions certificate(Path folder, String name) throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    }
}
