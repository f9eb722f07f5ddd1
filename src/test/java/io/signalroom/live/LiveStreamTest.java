package io.signalroom.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.testing.Calls;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Server-sent events as a browser reads them. */
@ExtendWith(Servers.class)
class LiveStreamTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private final LiveRig rig = new LiveRig();
    private final HttpClient client = rig.room.vertx.createHttpClient();

    @AfterEach
    void stop() {
        rig.close();
    }

    /** What came of one answer: events, and the last id, which an event without data moves too. */
    private final class Source {
        final List<JsonObject> events = new CopyOnWriteArrayList<>();
        private final StringBuilder pending = new StringBuilder();
        private volatile String lastId = "";
        private volatile int ids;
        private final HttpClientResponse answer;

        Source(String lastEventId) {
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setHost("127.0.0.1")
                    .setPort(rig.port())
                    .setURI("/sse");
            if (!lastEventId.isEmpty()) {
                options.putHeader("Last-Event-ID", lastEventId);
            }
            answer = Room.await(client.request(options)
                    .compose(HttpClientRequest::send)
                    .map(begun -> begun.exceptionHandler(x -> {}).handler(part -> take(part.toString()))));
        }

        private void take(String part) {
            pending.append(part);
            for (int end = pending.indexOf("\n\n"); end >= 0; end = pending.indexOf("\n\n")) {
                event(pending.substring(0, end));
                pending.delete(0, end + 2);
            }
        }

        private void event(String lines) {
            JsonObject event = new JsonObject();
            for (String line : lines.split("\n")) {
                String[] field = line.split(": ", 2);
                event.put(field[0], field[1]);
            }
            lastId = event.getString("id", lastId);
            ids += event.containsKey("id") ? 1 : 0;
            if (event.containsKey("data")) {
                events.add(event);
            }
        }

        List<Long> numbers() {
            return events.stream()
                    .filter(e -> e.getString("event").startsWith("signal."))
                    .map(e -> new JsonObject(e.getString("data")).getLong("seq"))
                    .toList();
        }
    }

    @Test
    void a_browser_that_comes_back_gets_what_it_missed() {
        Source first = new Source("");
        rig.room.eventually(SOON, () -> first.events.size() == 1);
        assertThat(first.answer.getHeader("Content-Type")).isEqualTo("text/event-stream");
        assertThat(first.events.get(0).getString("event")).isEqualTo("subscribed");
        assertThat(first.events.get(0).getString("retry")).isEqualTo("3000");
        rig.room.post(Calls.many(1, 1, 5));
        rig.room.hint();
        rig.room.eventually(SOON, () -> first.numbers().size() == 5);
        first.answer.request().reset();
        rig.room.eventually(SOON, () -> rig.meters.sockets() == 0);

        rig.room.post(Calls.many(1, 6, 5));
        rig.room.hint();
        rig.room.eventually(SOON, () -> rig.head().seq() == 10);
        Source second = new Source(first.lastId);
        rig.room.eventually(SOON, () -> second.numbers().size() == 5);
        assertThat(first.numbers()).isEqualTo(Calls.numbers(1, 5));
        assertThat(second.numbers()).isEqualTo(Calls.numbers(6, 10));
        assertThat(new JsonObject(second.events.get(0).getString("data")).getBoolean("recovered"))
                .isTrue();
    }

    @Test
    void a_position_that_nobody_knows_is_told_and_not_refused() {
        for (String id : List.of("another:5", rig.head().epoch() + ":999")) {
            Source source = new Source(id);
            rig.room.eventually(SOON, () -> source.events.size() == 1);
            assertThat(new JsonObject(source.events.get(0).getString("data")).getBoolean("recovered"))
                    .isFalse();
        }
    }

    /** P40: what it must not miss is not dropped, so it is let go. */
    @Test
    void a_reader_that_never_reads_is_let_go() throws IOException {
        try (Socket mute = new Socket()) {
            mute.setReceiveBufferSize(4_096);
            mute.connect(new InetSocketAddress("127.0.0.1", rig.port()));
            mute.getOutputStream().write("GET /sse HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            rig.room.eventually(SOON, () -> rig.meters.sockets() == 1);
            String pad = "x".repeat(32_000);
            long[] seq = {0};
            long flood = rig.room.vertx.setPeriodic(
                    1,
                    x -> rig.room.bus.publishLocal(
                            Addresses.LIVE_SIGNALS,
                            new JsonObject()
                                    .put("epoch", "any")
                                    .put("seq", ++seq[0])
                                    .put("type", "signal.created")
                                    .put("data", new JsonObject().put("pad", pad))));
            rig.room.eventually(Duration.ofSeconds(15), () -> rig.meters.sockets() == 0);
            rig.room.vertx.cancelTimer(flood);
        }
        assertThat(rig.registry
                        .counter("signalroom.live.sockets.closed", "reason", "slow")
                        .count())
                .isEqualTo(1);
        rig.room.eventually(SOON, () -> rig.meters.waiting() == 0);
    }

    /** What the log gave it is newer than the live line of a node that lags. */
    @Test
    void no_id_takes_a_browser_back_behind_what_it_got() {
        rig.room.vertx.eventBus().addOutboundInterceptor(message -> {
            if (!message.message().address().equals(Addresses.LIVE_SIGNALS)) {
                message.next();
            }
        });
        String start = rig.head().epoch() + ":0";
        Source before = new Source(start);
        rig.room.post(Calls.many(1, 1, 5));
        rig.room.hint();
        rig.room.eventually(SOON, () -> rig.head().seq() == 5);
        Source ahead = new Source(rig.head().epoch() + ":1");
        rig.room.eventually(SOON, () -> ahead.numbers().size() == 4);
        int ids = before.ids;
        rig.room.eventually(SOON, () -> before.ids >= ids + 3);
        assertThat(before.lastId).isEqualTo(start);
        assertThat(ahead.lastId).isEqualTo(rig.head().epoch() + ":5");
    }

    @Test
    void an_id_alone_tells_from_where_to_go_on() {
        Source source = new Source("");
        rig.room.post(Room.witnessed(1, 1, "LONG SOL"), Room.witnessed(1, 2, "LONG ETH"));
        rig.room.hint();
        rig.room.eventually(SOON, () -> source.numbers().size() == 2);
        int events = source.events.size();
        Room.await(rig.room.vertx.timer(450)); // two beats
        assertThat(source.events).hasSize(events);
        assertThat(source.lastId).isEqualTo(rig.head().epoch() + ":2");
    }
}
