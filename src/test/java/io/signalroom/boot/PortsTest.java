package io.signalroom.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.config.AppConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The site and the figures may listen on two addresses: each port is asked for on its own. */
class PortsTest {
    private static AppConfig.Http http(int port, String managementHost, int managementPort) {
        return new AppConfig.Http("127.0.0.2", port, managementHost, managementPort, List.of(), true);
    }

    @Test
    void an_address_of_another_machine_is_no_taken_port() {
        AppConfig.Http foreign = new AppConfig.Http("203.0.113.7", 0, "203.0.113.7", 0, List.of(), true);
        assertThatThrownBy(() -> Ports.check(foreign))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("no address of this machine")
                .hasMessageContaining("HTTP_HOST");
    }

    @Test
    void a_port_that_one_may_not_have_is_no_taken_port() {
        AppConfig.Http low = http(80, "127.0.0.2", 81);
        assertThat(Ports.refused(low, new BindException("Permission denied")).orElseThrow())
                .hasMessageContaining("127.0.0.2:80")
                .hasMessageContaining("1024");
        assertThat(Ports.refused(low, new IOException("Permission denied"))).isEmpty();
    }

    @Test
    void each_port_is_asked_for_where_it_will_be_listened_on() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatCode(() -> Ports.check(http(port, "127.0.0.2", port))).doesNotThrowAnyException();
            assertThatThrownBy(() -> Ports.check(http(0, "127.0.0.1", port)))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("MANAGEMENT_PORT");
        }
    }
}
