package io.signalroom.boot;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Case F020 of the bad inputs: a clock that is two hours wrong. */
@ExtendWith(Servers.class)
class ClockCheckTest {
    private final Room room = new Room();
    private final Logger log = (Logger) LoggerFactory.getLogger(ClockCheck.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void close() {
        log.detachAppender(lines);
        room.close();
    }

    @Test
    void a_clock_that_is_two_hours_wrong_is_told() {
        await(ClockCheck.run(room.pool, Clock.offset(Clock.systemUTC(), Duration.ofHours(-2))));
        assertThat(lines.list).singleElement().asString().contains("clocks");
        await(ClockCheck.run(room.pool, Clock.offset(Clock.systemUTC(), Duration.ofHours(2))));
        assertThat(lines.list).hasSize(2);
    }

    @Test
    void a_clock_that_is_right_is_not() {
        await(ClockCheck.run(room.pool, Clock.systemUTC()));
        assertThat(lines.list).isEmpty();
    }

    @Test
    void a_database_that_is_away_stops_no_start() {
        await(room.pool.close());
        await(ClockCheck.run(room.pool, Clock.systemUTC()));
        assertThat(lines.list).isEmpty();
    }
}
