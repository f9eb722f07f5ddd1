package io.signalroom.identity;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.config.AppConfig;
import io.signalroom.security.IssuerKey;
import io.signalroom.security.Jwt;
import io.signalroom.security.OutsideJwt;
import io.signalroom.testing.Room;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The keys of an issuer who comes, changes his keys, and goes. */
class IssuerVerticleTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private final Vertx vertx = Vertx.vertx();
    private final IssuerKey first = IssuerKey.curve("first");
    private final IssuerKey second = IssuerKey.curve("second");
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 503;
    private volatile JsonObject keys = new JsonObject();
    private OutsideJwt outside;

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private void follow() {
        HttpServer server = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response().setStatusCode(status).end(keys.encode());
                })
                .listen(0, "127.0.0.1"));
        URI address = URI.create("http://127.0.0.1:" + server.actualPort() + "/keys?tenant=1");
        outside = new OutsideJwt(vertx, new AppConfig.Issuer("us", address, "signalroom-api"));
        await(vertx.deployVerticle(new IssuerVerticle(address, outside, 20)));
    }

    private static JsonObject set(IssuerKey key) {
        return new JsonObject().put("keys", new JsonArray().add(key.jwk()));
    }

    private boolean takes(IssuerKey key) {
        long now = Instant.now().getEpochSecond();
        JsonObject claims = new JsonObject()
                .put("iss", "us")
                .put("aud", "signalroom-api")
                .put("sub", "ann")
                .put("scope", "read")
                .put("iat", now)
                .put("exp", now + 60);
        io.vertx.core.Future<Jwt.Caller> caller = outside.check(key.sign(key.header(), claims));
        return caller.succeeded();
    }

    @Test
    void keys_are_fetched_again_and_again_and_held_while_he_is_away() {
        follow();
        Room.eventually(vertx, SOON, () -> asked.get() >= 2);
        assertThat(takes(first)).isFalse();
        keys = set(first);
        status = 200;
        Room.eventually(vertx, SOON, () -> takes(first));
        status = 500;
        int before = asked.get();
        Room.eventually(vertx, SOON, () -> asked.get() > before + 2);
        assertThat(takes(first)).isTrue();
        keys = set(second);
        status = 200;
        Room.eventually(vertx, SOON, () -> takes(second));
        assertThat(takes(first)).isFalse();
        keys = new JsonObject().put("keys", "nonsense");
        int then = asked.get();
        Room.eventually(vertx, SOON, () -> asked.get() > then + 2);
        assertThat(takes(second)).isTrue();
    }
}
