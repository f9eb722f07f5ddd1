package io.signalroom.telegram.tdlib;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions to a TDLib that goes away. */
class TdClientTest {
    private final Vertx vertx = Vertx.vertx();
    private final Silent td = new Silent();
    private TdClient client;

    /** Says nothing but that it has closed, and that only when it is let. */
    private static final class Silent implements TdJson {
        final BlockingQueue<String> out = new LinkedBlockingQueue<>();
        final AtomicInteger sent = new AtomicInteger();

        void closeNow() {
            out.add(Td.of("updateAuthorizationState")
                    .put("authorization_state", Td.of("authorizationStateClosed"))
                    .put("@client_id", 1)
                    .encode());
        }

        @Override
        public int createClient() {
            return 1;
        }

        @Override
        public void send(int id, String request) {
            sent.incrementAndGet();
        }

        @Override
        public String receive(double seconds) {
            try {
                return out.poll((long) (seconds * 1_000), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String execute(String request) {
            return "";
        }
    }

    @BeforeEach
    void start() {
        client = new TdClient(vertx, td, TdClient.Intake.NONE, state -> {});
        client.start();
    }

    @AfterEach
    void close() {
        td.closeNow();
        await(client.close());
        await(vertx.close());
    }

    private static String failure(Future<JsonObject> answer) {
        return await(answer.timeout(5, TimeUnit.SECONDS).map(x -> "answered").otherwise(Throwable::getMessage));
    }

    @Test
    void who_waits_when_it_is_closed_and_who_asks_after_that_is_refused_at_once() {
        Future<JsonObject> waits = client.ask(Td.of("getMe"));
        Future<Void> closed = client.close();
        assertThat(failure(waits)).isEqualTo("TDLib closes");
        int sent = td.sent.get();
        assertThat(failure(client.ask(Td.of("getMe")))).isEqualTo("TDLib closes");

        assertThat(td.sent.get()).as("asked no more").isEqualTo(sent);
        assertThat(closed.isComplete()).isFalse();
    }

    @Test
    void a_library_that_has_closed_by_itself_is_asked_no_more() {
        Future<JsonObject> waits = client.ask(Td.of("getMe"));
        td.closeNow();
        assertThat(failure(waits)).isEqualTo("TDLib closes");
        assertThat(failure(client.ask(Td.of("getMe")))).isEqualTo("TDLib closes");
    }
}
