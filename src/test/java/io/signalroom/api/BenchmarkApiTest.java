package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.analytics.AnalyticsVerticle;
import io.signalroom.bus.Addresses;
import io.signalroom.cache.CacheVerticle;
import io.signalroom.security.Scope;
import io.signalroom.signal.Side;
import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.Servers;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With the real analytics and the real cache. */
@ExtendWith(Servers.class)
class BenchmarkApiTest {
    private final ApiServer server = ApiServer.startLimited(2);

    @AfterEach
    void stop() {
        server.close();
    }

    private void analytics(boolean cached) {
        server.witness(
                Samples.DESK,
                Samples.post(Samples.DESK, 1, Instant.now(), "SOL"),
                Samples.trade("SOL", Side.LONG, 0.9));
        Promise<Void> counted = Promise.promise();
        Wait.on(server.bus.listen(Addresses.ROLLUPS_ADVANCED, hint -> counted.tryComplete()));
        if (cached) {
            Wait.on(server.vertx.deployVerticle(
                    new CacheVerticle(server.bus, Optional.empty(), server.meters, Clock.systemUTC())));
        }
        Wait.on(server.vertx.deployVerticle(
                new AnalyticsVerticle(server.pool, server.bus, ConfigSamples.CACHE, Clock.systemUTC())));
        Wait.on(counted.future());
    }

    private HttpResponse<Buffer> run(String query) {
        return server.send(
                HttpMethod.GET,
                "/analytics/benchmark" + query,
                r -> r.bearerTokenAuthentication(server.token(Scope.ADMIN)),
                null);
    }

    @Test
    void it_tells_what_was_measured() {
        analytics(true);
        JsonObject answer = run("?n=20").bodyAsJsonObject();
        JsonObject computed = answer.getJsonObject("computed");
        JsonObject cached = answer.getJsonObject("cached");
        assertThat(answer.getLong("records")).isEqualTo(1);
        assertThat(computed.getInteger("runs")).isBetween(1, 20).isEqualTo(cached.getInteger("runs"));
        assertThat(computed.getInteger("queries")).isEqualTo(6 * computed.getInteger("runs"));
        assertThat(answer.getInteger("queriesSaved"))
                .isEqualTo(computed.getInteger("queries") - cached.getInteger("queries"))
                .isGreaterThan(0);
        assertThat(computed.getDouble("p50Ms"))
                .isGreaterThan(cached.getDouble("p50Ms"))
                .isLessThanOrEqualTo(computed.getDouble("p95Ms"));
        assertThat(answer.getDouble("ratio")).isGreaterThan(1);
    }

    @Test
    void without_a_cache_there_is_nothing_to_compare() {
        analytics(false);
        assertThat(run("?n=1").statusCode()).isEqualTo(503);
    }

    @Test
    void who_may_only_write_may_not_run_it() {
        assertThat(server.send(
                                HttpMethod.GET,
                                "/analytics/benchmark",
                                r -> r.bearerTokenAuthentication(server.token(Scope.WRITE)),
                                null)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void it_may_be_run_only_so_often() {
        assertThat(run("?n=0").statusCode()).isEqualTo(400);
        assertThat(run("?n=201").statusCode()).isEqualTo(400);
        assertThat(run("").statusCode()).isEqualTo(429);
    }
}
