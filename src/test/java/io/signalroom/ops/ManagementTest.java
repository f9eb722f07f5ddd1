package io.signalroom.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.signalroom.config.ConfigLoader;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The port for those who run the server: its figures are for nobody else. */
@ExtendWith(Servers.class)
class ManagementTest {
    @TempDir
    Path folder;

    private Room room;
    private int port;

    /** As if the site were opened to a network. */
    @BeforeEach
    void serve() {
        room = new Room();
        var config = ConfigLoader.load(folder, Map.of("HTTP_HOST", "0.0.0.0", "MANAGEMENT_PORT", "0"));
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var verticle = new ManagementVerticle(config.http(), room.pool, new Readiness(), meters);
        Room.await(room.vertx.deployVerticle(verticle));
        port = verticle.actualPort();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private HttpResponse<Buffer> ask(HttpMethod method, String path) {
        return Room.await(WebClient.create(room.vertx)
                .request(method, port, "127.0.0.1", path)
                .send());
    }

    @Test
    void it_is_on_loopback_although_the_site_is_open_to_a_network() throws IOException {
        assertThat(ask(HttpMethod.GET, "/metrics").statusCode()).isEqualTo(200);
        InetAddress alwaysThere = InetAddress.getByName("127.0.0.2");
        List<InetAddress> others = Stream.concat(
                        Stream.of(alwaysThere),
                        NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses))
                .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                .toList();
        for (InetAddress address : others) {
            assertThat(reachable(address)).as("%s", address).isFalse();
        }
    }

    private boolean reachable(InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void its_answers_carry_the_headers_of_all_others() {
        for (String path : List.of("/metrics", "/health/live", "/nothing")) {
            HttpResponse<Buffer> response = ask(HttpMethod.GET, path);
            assertThat(response.getHeader("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(response.getHeader("Content-Security-Policy")).as(path).startsWith("default-src 'none'");
        }
    }

    @Test
    void it_can_be_read_and_nothing_else() {
        for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.TRACE)) {
            assertThat(ask(method, "/metrics").statusCode()).as("%s", method).isEqualTo(405);
            assertThat(ask(method, "/health/live").statusCode())
                    .as("%s", method)
                    .isEqualTo(405);
        }
    }
}
