package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.PostsStored;
import io.signalroom.ledger.LedgerCheck;
import io.signalroom.ledger.MessageStore;
import io.signalroom.ledger.PostBatch;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.security.Scope;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server with the real parser, and a channel that posts; message n is of n minutes past noon. */
abstract class ClaimsRig {
    static final String CALL = "#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 191.5\nTP2: 198\nSL: 176.9";
    ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start();
        Wait.on(server.vertx.deployVerticle(
                new ParserVerticle(server.pool, server.bus, new SignalParser()::parse, 0, server.meters)));
    }

    @AfterEach
    void stop() {
        assertThat(Wait.on(new LedgerCheck().run(server.pool)))
                .filteredOn(result -> result.broken() != 0)
                .isEmpty();
        server.close();
    }

    static Post post(long id, String text, Long replyTo) {
        return new Post(
                Samples.HARBOR.id(), id, Samples.NOON.plusSeconds(60 * id), null, text, replyTo, Origin.WITNESSED);
    }

    /** Stores the posts as one batch and waits until the parser has read them. */
    void posted(Post... posts) {
        Wait.on(server.pool.withTransaction(tx ->
                new MessageStore().store(tx, new PostBatch("mock", List.of(Samples.HARBOR), List.of(posts)))));
        server.bus.publish(Addresses.POSTS_STORED, new PostsStored(posts.length));
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (count("parse_queue") > 0) {
            assertThat(System.nanoTime()).as("parsed in time").isLessThan(end);
            Wait.on(server.vertx.timer(20));
        }
    }

    long count(String table) {
        return Wait.on(server.pool
                .query("SELECT count(*) FROM " + table)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    JsonObject signal(long messageId) {
        String id = Stream.of("published", "rejected")
                .flatMap(state -> server
                        .send(
                                HttpMethod.GET,
                                "/signals?limit=200&state=" + state,
                                r -> r.bearerTokenAuthentication(server.token(Scope.WRITE)),
                                null)
                        .bodyAsJsonObject()
                        .getJsonArray("data")
                        .stream())
                .map(JsonObject.class::cast)
                .filter(s -> s.getLong("messageId") == messageId)
                .map(s -> s.getString("id"))
                .findFirst()
                .orElseThrow();
        return server.operatorGet("/signals/" + id).bodyAsJsonObject();
    }

    void judge(long messageId, JsonObject body) {
        HttpResponse<Buffer> response = server.send(
                HttpMethod.PATCH,
                "/signals/" + signal(messageId).getString("id"),
                r -> r.bearerTokenAuthentication(server.token(Scope.WRITE))
                        .putHeader("Content-Type", "application/json")
                        .putHeader("If-Match", "*"),
                body.toBuffer());
        assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    }

    static JsonObject verdict(String verdict) {
        return new JsonObject().put("verdict", verdict);
    }
}
