package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.analytics.AnalyticsVerticle;
import io.signalroom.bus.Addresses;
import io.signalroom.cache.CacheVerticle;
import io.signalroom.security.Scope;
import io.signalroom.signal.Side;
import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operations of the analytics with the real analytics and the real cache. */
@ExtendWith(Servers.class)
class CachedAnalyticsTest {
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
        AtomicLong heard = new AtomicLong();
        Wait.on(server.bus.listen(Addresses.ROLLUPS_ADVANCED, hint -> heard.set(hint.revision())));
        if (cached) {
            Wait.on(server.vertx.deployVerticle(
                    new CacheVerticle(server.bus, Optional.empty(), server.meters, Clock.systemUTC())));
        }
        Wait.on(server.vertx.deployVerticle(new AnalyticsVerticle(
                new AnalyticsVerticle.Pools(server.pool), server.bus, ConfigSamples.CACHE, Clock.systemUTC())));
        Room.eventually(server.vertx, Duration.ofSeconds(10), () -> heard.get() == counted());
    }

    /** The revision once all is counted, before that a number that nobody hears of. */
    private long counted() {
        return Wait.on(server.pool
                        .query("SELECT CASE WHEN epoch IS NOT NULL AND recount_from IS NULL THEN revision ELSE -1 END"
                                + " FROM rollup_position")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private HttpResponse<Buffer> run(String query) {
        return server.send(
                HttpMethod.GET,
                "/analytics/benchmark" + query,
                r -> r.bearerTokenAuthentication(server.token(Scope.ADMIN)),
                null);
    }

    private int signals() {
        return server.get("/analytics/historical")
                .bodyAsJsonObject()
                .getJsonObject("summary")
                .getInteger("signals");
    }

    /** The rollups move within a second, an overtaken answer serves for half a second; the rest is for a busy machine. */
    @Test
    void a_new_signal_shows_although_answers_live_for_minutes() {
        analytics(true);
        assertThat(signals()).isEqualTo(1);
        assertThat(server.get("/analytics/historical").getHeader("X-Cache")).isEqualTo("HIT");
        server.witness(
                Samples.DESK,
                Samples.post(Samples.DESK, 2, Instant.now(), "BTC"),
                Samples.trade("BTC", Side.LONG, 0.9));
        Room.eventually(server.vertx, Duration.ofSeconds(4), () -> signals() == 2);
    }

    @Test
    void with_the_cache_off_every_answer_is_computed() {
        analytics(false);
        for (int i = 0; i < 3; i++) {
            assertThat(server.get("/analytics/historical").getHeader("X-Cache")).isEqualTo("MISS");
        }
        assertThat(server.meters.counter("signalroom.cache", "result", "shelf").count())
                .isZero();
    }

    @Test
    void a_benchmark_tells_what_was_measured() {
        analytics(true);
        JsonObject answer = run("?n=20").bodyAsJsonObject();
        JsonObject computed = answer.getJsonObject("computed");
        JsonObject cached = answer.getJsonObject("cached");
        assertThat(answer.getLong("records")).isEqualTo(1);
        assertThat(computed.getInteger("runs")).isBetween(1, 20).isEqualTo(cached.getInteger("runs"));
        assertThat(computed.getInteger("queries")).isEqualTo(4 * computed.getInteger("runs"));
        assertThat(answer.getInteger("queriesSaved"))
                .isEqualTo(computed.getInteger("queries") - cached.getInteger("queries"))
                .isGreaterThan(0);
        assertThat(computed.getDouble("p50Ms"))
                .isGreaterThan(cached.getDouble("p50Ms"))
                .isLessThanOrEqualTo(computed.getDouble("p95Ms"));
        assertThat(answer.getDouble("ratio")).isGreaterThan(1);
    }

    @Test
    void without_a_cache_a_benchmark_has_nothing_to_compare() {
        analytics(false);
        assertThat(run("?n=1").statusCode()).isEqualTo(503);
    }

    @Test
    void who_may_only_write_may_not_run_a_benchmark() {
        assertThat(server.send(
                                HttpMethod.GET,
                                "/analytics/benchmark",
                                r -> r.bearerTokenAuthentication(server.token(Scope.WRITE)),
                                null)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_benchmark_may_be_run_only_so_often() {
        assertThat(run("?n=0").statusCode()).isEqualTo(400);
        assertThat(run("?n=201").statusCode()).isEqualTo(400);
        assertThat(run("").statusCode()).isEqualTo(429);
    }
}
