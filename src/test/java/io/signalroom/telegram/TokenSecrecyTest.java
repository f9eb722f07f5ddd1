package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.signalroom.telegram.tdlib.TdlibWay;
import io.signalroom.testing.FaultCount;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * P24: the token is part of every address that is called, the webhook's secret of what Telegram is told, the API hash and what is
 * typed when signing in of what TDLib is told; they are in no line of the log, no status and no words to a person.
 */
@ExtendWith(Servers.class)
@Isolated("it hears every line of the JVM")
class TokenSecrecyTest {
    private static final String TOKEN = FakeBotApi.TOKEN.substring(12);
    private static final String HOOK_SECRET = "s3cret-of-this-webhook";
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.signalroom");
    private final Level before = root.getLevel();
    private final Level oursBefore = ours.getLevel();
    private final Lines lines = new Lines();
    private final PollerRig rig = new PollerRig();

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
        ours.setLevel(null);
    }

    @AfterEach
    void close() {
        root.setLevel(before);
        ours.setLevel(oursBefore);
        root.detachAppender(lines);
        rig.close();
    }

    @Test
    void the_token_is_in_no_line_of_the_log_and_no_status_whatever_fails() {
        rig.fake.failWith(
                BotFaults.status(500, "said " + FakeBotApi.TOKEN),
                BotFaults.cut(),
                BotFaults.answer(200, "/bot" + FakeBotApi.TOKEN),
                BotFaults.status(401, "/bot" + FakeBotApi.TOKEN));
        rig.poll();
        rig.awaitState(SourceState.BLOCKED);

        assertThat(lines.texts).anyMatch(l -> l.contains("next try"));
        nobodyTells(List.of(), TOKEN);
    }

    @Test
    void the_secret_of_the_webhook_is_in_none_either() {
        rig.fake.failWith(
                BotFaults.status(400, "bad webhook: secret_token " + HOOK_SECRET),
                BotFaults.answer(200, HOOK_SECRET),
                BotFaults.status(401, "Unauthorized " + HOOK_SECRET));
        await(rig.room.vertx.deployVerticle(new TelegramPollerVerticle(
                rig.room.pool,
                rig.room.bus,
                0,
                Integer.MAX_VALUE,
                rig.meters,
                (on, guard) -> List.of(new WebhookSource(
                        on,
                        rig.room.bus,
                        new BotWebhook(
                                new BotApiClient(on, URI.create(rig.fake.url()), new Secret(FakeBotApi.TOKEN)),
                                new AppConfig.Updates(
                                        URI.create("https://signalroom.example/x"), new Secret(HOOK_SECRET))),
                        new LastHeard(new SourceOffsets(rig.room.pool), Clock.systemUTC()),
                        new UpdateQueue(10, SourceMeters.refused(rig.meters, BotApiSource.ID)),
                        Duration.ofMillis(100))))));
        rig.room.eventually(
                PollerRig.SOON,
                () -> lines.texts.stream().filter(l -> l.contains("next try")).count() > 0
                        && !rig.state().isEmpty());
        rig.room.eventually(
                PollerRig.SOON,
                () -> rig.state().equals(SourceState.BLOCKED.wire()) || await(rig.fake.webhook()) != null);
        nobodyTells(List.of(), TOKEN, HOOK_SECRET);
    }

    @Test
    void what_an_account_signs_in_with_is_in_none_either() {
        List<String> told = TdlibWay.troubled(rig.room, folder);
        assertThat(told).isNotEmpty();
        nobodyTells(told, TdlibWay.SECRETS.toArray(String[]::new));
    }

    /** Counts where a secret stands, of all that was said. */
    private void nobodyTells(List<String> more, String... secrets) {
        List<String> said = new ArrayList<>(lines.texts);
        rig.status.values().forEach(status -> said.add(status.encode()));
        said.addAll(more);
        assertThat(said).hasSizeGreaterThan(3);
        long told = said.stream()
                .filter(text -> Stream.of(secrets).anyMatch(text::contains))
                .count();
        FaultCount.unexpected("P24", said.size(), told).print();
    }

    @Test
    void no_failure_of_the_client_holds_the_token() {
        List<String> told = new ArrayList<>();
        for (String server : List.of("http://127.0.0.1:1", "http://no-such-host.invalid", "https://127.0.0.1:1/a b")) {
            BotApiClient client = new BotApiClient(
                    rig.room.vertx, URI.create(server.replace(" ", "%20")), new Secret(FakeBotApi.TOKEN));
            Throwable failure = await(client.call("getUpdates", new JsonObject(), Duration.ofSeconds(10))
                    .<Throwable>map(x -> new AssertionError("answered"))
                    .recover(Future::succeededFuture));
            assertThat(failure).isInstanceOf(SourceException.class).hasNoCause();
            told.add(failure.toString());
        }
        nobodyTells(told, TOKEN);
    }

    /** Every line at every level, with the text of its failures. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            StringBuilder text = new StringBuilder(event.getFormattedMessage());
            for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
                text.append(' ').append(t.getMessage());
            }
            texts.add(text.toString());
        }
    }
}
