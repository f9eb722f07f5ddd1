package io.signalroom.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.ClientAddress;
import io.signalroom.testing.Room;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tokens are looked at while their holders may send others. */
@Execution(ExecutionMode.CONCURRENT)
class RechecksTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        Room.await(vertx.close());
    }

    private static final class Client implements Listener {
        private final Seat seat = new Seat(new SocketQuota(new ClientAddress(List.of())));
        private volatile boolean refused;

        Client() {
            seat.take("old", "somebody");
        }

        @Override
        public Seat seat() {
            return seat;
        }

        @Override
        public void refuse() {
            refused = true;
        }
    }

    @Test
    void who_renews_his_token_while_the_old_one_is_looked_at_stays() {
        Client renewing = new Client();
        Client other = new Client();
        Promise<String> look = Promise.promise();
        AtomicInteger looks = new AtomicInteger();
        Gatekeeper slow = bearer -> {
            looks.incrementAndGet();
            return look.future();
        };
        Rechecks rechecks = new Rechecks(vertx, slow, () -> List.of(renewing, other));
        rechecks.begin();
        Room.eventually(vertx, SOON, () -> looks.get() == 1);
        vertx.runOnContext(x -> {
            renewing.seat.take("new", "somebody");
            look.fail("it has ended");
        });
        Room.eventually(vertx, SOON, () -> other.refused);
        assertThat(renewing.refused).isFalse();
    }
}
