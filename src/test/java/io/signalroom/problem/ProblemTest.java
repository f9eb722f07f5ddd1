package io.signalroom.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.db.Db;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
    private static PgException state(String code) {
        return new PgException("a secret", "ERROR", code, "a secret");
    }

    @Test
    void a_domain_failure_keeps_its_words() {
        Problem problem = Problem.of(500, new DomainException(Failure.NOT_FOUND, "There is no channel 5."));
        assertThat(problem).isEqualTo(new Problem(Failure.NOT_FOUND, "There is no channel 5."));
    }

    @Test
    void faults_are_told_all() {
        List<Fault> faults = List.of(new Fault("/query/a", "A."), new Fault("/body/b", "B."));
        JsonObject json = Problem.of(500, new FaultyRequestException(Failure.INVALID_REQUEST, faults))
                .toJson("/x", "r1");
        assertThat(json).isEqualTo(new JsonObject("""
                {"type":"urn:signalroom:problem:invalid-request","title":"The request does not fit the contract",
                 "status":400,"detail":"A.","instance":"/x","code":"invalid_request","requestId":"r1",
                 "errors":[{"pointer":"/query/a","detail":"A."},{"pointer":"/body/b","detail":"B."}]}"""));
    }

    @Test
    void what_a_request_had_is_told_shortened_and_no_letter_is_halved() {
        String name = "x".repeat(989) + "🚀".repeat(5_000);
        JsonObject json = new Problem(Failure.INVALID_REQUEST, name, List.of(new Fault("/query/xyz" + name, name)))
                .toJson("/x", "r1");
        JsonObject error = json.getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("pointer")).isEqualTo("/query/xyz" + "x".repeat(989) + "…");
        assertThat(error.getString("detail")).isEqualTo("x".repeat(989) + "🚀".repeat(5) + "…");
        assertThat(json.getString("detail")).isEqualTo(error.getString("detail"));
        assertThat(new Problem(Failure.INVALID_REQUEST, "a\0b")
                        .toJson("/x", "r1")
                        .getString("detail"))
                .isEqualTo("a\ufffdb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "57014", "40001", "40P01", "55P03", "25006", "0A000", "58030"})
    void a_database_that_is_busy_or_away_is_worth_another_try(String code) {
        assertThat(Problem.of(500, state(code)).failure()).isEqualTo(Failure.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "23505", "22P02", "XX000", "5"})
    void a_wrong_statement_is_a_fault_of_ours(String code) {
        assertThat(Problem.of(500, state(code)).failure()).isEqualTo(Failure.INTERNAL);
    }

    @Test
    void a_connection_that_is_not_to_be_had_is_worth_another_try() {
        for (Throwable away : List.of(
                new ConnectException("refused"),
                new TimeoutException(),
                ClosedConnectionException.INSTANCE,
                new ConnectionPoolTooBusyException("full"),
                new VertxException("Timeout waiting for connection", true))) {
            assertThat(Problem.of(500, away).failure()).as("%s", away).isEqualTo(Failure.UNAVAILABLE);
        }
    }

    @Test
    void the_pool_still_speaks_the_words_that_are_looked_for() {
        Vertx vertx = Vertx.vertx();
        ServerSocket silent = silentServer();
        Pool pool = Db.pool(
                vertx,
                "postgresql://a:b@127.0.0.1:" + silent.getLocalPort() + "/none",
                "silent",
                new Db.Limits(1, Duration.ofMillis(200), Duration.ofSeconds(1)));
        assertThat(failure(pool)).isEqualTo(Failure.UNAVAILABLE);
        Pool closed = Db.pool(
                vertx,
                "postgresql://a:b@127.0.0.1:1/none",
                "closed",
                new Db.Limits(1, Duration.ofSeconds(5), Duration.ofSeconds(1)));
        closed.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        assertThat(failure(closed)).isEqualTo(Failure.UNAVAILABLE);
        vertx.close();
    }

    /** Takes connections and never says a word. */
    private static ServerSocket silentServer() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Failure failure(Pool pool) {
        Throwable thrown = pool.query("SELECT 1")
                .execute()
                .toCompletionStage()
                .handle((rows, failure) -> failure)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return Problem.of(500, thrown).failure();
    }

    @Test
    void the_text_of_a_foreign_exception_is_never_told() {
        for (Throwable foreign : List.of(
                new IllegalStateException("a secret"),
                state("42P01"),
                state("08006"),
                new HttpException(400, "a secret"))) {
            assertThat(Problem.of(500, foreign).toJson("/", "r").encode()).doesNotContain("secret");
        }
    }

    @Test
    void a_status_without_an_exception_is_enough() {
        assertThat(Problem.of(413, null).failure()).isEqualTo(Failure.TOO_LARGE);
        assertThat(Problem.of(418, null).failure()).isEqualTo(Failure.INVALID_REQUEST);
        assertThat(Problem.of(-1, null).failure()).isEqualTo(Failure.INTERNAL);
    }
}
