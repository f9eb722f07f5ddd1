package io.signalroom.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.testing.Room;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTest {
    private static final CachedQuery QUESTION = new CachedQuery("x", new JsonObject());
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.open(vertx);

    @AfterEach
    void close() {
        Room.await(vertx.close());
    }

    private DomainException ask(Function<CachedQuery, Future<CachedAnswer>> handler, Duration limit) {
        if (handler != null) {
            Room.await(bus.serve(Addresses.ANALYTICS_GET, handler));
        }
        return catchThrowableOfType(
                DomainException.class, () -> Room.await(bus.request(Addresses.ANALYTICS_GET, QUESTION, limit)));
    }

    @Test
    void a_handler_that_throws_answers_at_once_and_tells_no_secret() {
        DomainException failure = ask(
                query -> {
                    throw new IllegalStateException("password");
                },
                Duration.ofSeconds(20));
        assertThat(failure.failure()).isEqualTo(Failure.INTERNAL);
        assertThat(failure.getMessage()).startsWith("incident ").doesNotContain("password");
    }

    @Test
    void a_failure_keeps_its_kind_and_its_words() {
        DomainException failure = ask(
                query -> Future.failedFuture(new DomainException(Failure.NOT_FOUND, "There is none.")),
                Duration.ofSeconds(20));
        assertThat(failure.failure()).isEqualTo(Failure.NOT_FOUND);
        assertThat(failure.getMessage()).isEqualTo("There is none.");
    }

    @Test
    void nobody_there_and_nobody_in_time_are_unavailable() {
        assertThat(ask(null, Duration.ofSeconds(20)).failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(ask(query -> Future.future(never -> {}), Duration.ofMillis(100))
                        .failure())
                .isEqualTo(Failure.UNAVAILABLE);
    }
}
