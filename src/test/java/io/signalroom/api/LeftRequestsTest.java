package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.signalroom.problem.ProblemHandler;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** A client that goes away in the middle of its body is no incident. */
@ExtendWith(Servers.class)
@Isolated // it hears a log of the whole JVM
class LeftRequestsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void it_is_noted_for_who_looks_closely_and_alarms_nobody() {
        Logger log = (Logger) LoggerFactory.getLogger(ProblemHandler.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.DEBUG);
        try (ApiServer server = ApiServer.start()) {
            HalfRequests requests = new HalfRequests(server);
            Wait.on(requests.open(HttpMethod.POST, "/channels")
                    .compose(socket -> server.vertx.timer(200).compose(x -> socket.close())));
            Room.eventually(server.vertx, LIMIT, () -> !lines.list.isEmpty());
            List<ILoggingEvent> noted = List.copyOf(lines.list);
            assertThat(noted).extracting(ILoggingEvent::getLevel).containsOnly(Level.DEBUG);
            assertThat(noted.get(0).getFormattedMessage())
                    .startsWith("POST /api/v1/channels was left by its client, request ");
        } finally {
            log.setLevel(null);
            log.detachAppender(lines);
        }
    }
}
