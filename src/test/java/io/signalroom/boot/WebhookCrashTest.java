package io.signalroom.boot;

import static io.signalroom.testing.Room.await;
import static io.signalroom.testing.Room.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.telegram.BotPosts;
import io.signalroom.telegram.FakeBotApi;
import io.signalroom.testing.ServerProcess;
import io.signalroom.webhook.Receiver;
import io.signalroom.webhook.Receiver.Got;
import io.signalroom.webhook.StandardVerifier;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The whole program between Telegram and a receiver, killed at the worst moment: sent, and not yet written down. */
@Execution(ExecutionMode.CONCURRENT)
class WebhookCrashTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final FakeBotApi telegram = await(FakeBotApi.start(vertx));
    private final Receiver receiver = new Receiver(vertx, 0);

    @TempDir
    Path data;

    @AfterEach
    void stop() {
        await(telegram.close());
        await(vertx.close());
    }

    private ServerProcess serve() {
        return ServerProcess.serve(
                data,
                Map.of(
                        "TELEGRAM_BOT_TOKEN",
                        FakeBotApi.TOKEN,
                        "TELEGRAM_BOT_API_URL",
                        telegram.url(),
                        "WEBHOOK_PRIVATE_TARGETS",
                        "true"));
    }

    private void post(long number) {
        telegram.push(BotPosts.post(number, "#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 191.5\nSL: 17" + number));
    }

    /** Made with a token of the command line. @return its secret */
    private String register(ServerProcess server) throws Exception {
        ServerProcess command = ServerProcess.run(data, Map.of(), "token", "--scope", "admin");
        assertThat(command.exitStatus(SOON)).isZero();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/webhooks"))
                .header("Authorization", "Bearer " + command.output().strip())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("url", receiver.url()).encode()))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        eventually(vertx, SOON, () -> server.output().contains("createWebhook /api/v1/webhooks by "));
        assertThat(server.output()).doesNotContain(receiver.url());
        return new JsonObject(answer.body()).getString("secret");
    }

    @Test
    void what_was_sent_before_kill_9_is_sent_again_under_its_id() throws Exception {
        receiver.answers = request -> {}; // the answer would let it be written down
        ServerProcess server = serve();
        String secret = register(server);
        post(1);
        eventually(vertx, SOON, () -> !receiver.got.isEmpty());
        server.killHard();
        receiver.answer(200);
        server = serve();
        post(2);
        eventually(vertx, SOON, () -> new HashSet<>(receiver.ids()).size() == 2 && receiver.got.size() == 3);
        assertThat(receiver.got).allMatch(got -> StandardVerifier.genuine(secret, got));
        Got first = receiver.got.get(0);
        assertThat(receiver.got)
                .filteredOn(got -> got.id().equals(first.id()))
                .hasSize(2)
                .allMatch(got -> got.body().equals(first.body()));
        assertThat(server.terminate()).isZero();
    }
}
