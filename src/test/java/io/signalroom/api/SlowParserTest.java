package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.ParseText;
import io.signalroom.bus.message.Parsed;
import io.signalroom.security.Scope;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Texts that wait for a parser hold up nobody else. */
@ExtendWith(Servers.class)
class SlowParserTest {
    private static final int TEXTS = 8; // twice the connections that the server has
    private final AtomicInteger asked = new AtomicInteger();
    private final Promise<Parsed> parsed = Promise.promise();
    private ApiServer server;
    private WebClient client;

    @BeforeEach
    void start() {
        server = ApiServer.start();
        client = WebClient.create(server.vertx, new WebClientOptions(), new PoolOptions().setHttp1MaxSize(TEXTS));
        Wait.on(server.bus.serve(Addresses.PARSE_TEXT, (ParseText text) -> {
            asked.incrementAndGet();
            return parsed.future();
        }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Every other one with a key. */
    private Future<HttpResponse<Buffer>> create(int i) {
        HttpRequest<Buffer> request = client.post(server.port, "127.0.0.1", ApiServer.API + "/signals")
                .bearerTokenAuthentication(server.token(Scope.WRITE));
        return (i % 2 == 0 ? request : request.putHeader("Idempotency-Key", "key " + i))
                .sendJsonObject(new JsonObject().put("text", "SOL " + i));
    }

    @Test
    void who_waits_for_the_parser_holds_no_connection_of_the_database() {
        List<Future<HttpResponse<Buffer>>> all =
                IntStream.range(0, TEXTS).mapToObj(this::create).toList();
        Room.eventually(server.vertx, Duration.ofSeconds(2), () -> asked.get() == TEXTS);

        assertThat(server.get("/signals").statusCode()).isEqualTo(200);

        parsed.complete(new Parsed(
                PostKind.TRADE_SIGNAL, 0.9, List.of(), false, List.of(Samples.trade("SOL", Side.LONG, 0.9))));
        Wait.on(Future.all(all));
        assertThat(all).allMatch(answer -> answer.result().statusCode() == 201);
    }
}
