package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.signalroom.config.Secret;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** The token is part of every address that is called, and of nothing else. */
@ExtendWith(Servers.class)
@Isolated("it hears every line of the JVM")
class TokenSecrecyTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.signalroom");
    private final Level before = root.getLevel();
    private final Level oursBefore = ours.getLevel();
    private final Lines lines = new Lines();
    private final PollerRig rig = new PollerRig();

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

        assertThat(lines.texts).anyMatch(l -> l.contains("next try")).noneMatch(TokenSecrecyTest::tells);
        assertThat(rig.status.values()).noneMatch(s -> tells(s.encode()));
    }

    @Test
    void no_failure_of_the_client_holds_the_token() {
        for (String server : List.of("http://127.0.0.1:1", "http://no-such-host.invalid", "https://127.0.0.1:1/a b")) {
            BotApiClient client = new BotApiClient(
                    rig.room.vertx, URI.create(server.replace(" ", "%20")), new Secret(FakeBotApi.TOKEN));
            Throwable failure = await(client.call("getUpdates", new JsonObject(), Duration.ofSeconds(10))
                    .<Throwable>map(x -> new AssertionError("answered"))
                    .recover(Future::succeededFuture));
            assertThat(failure).isInstanceOf(SourceException.class).hasNoCause();
            assertThat(tells(failure.toString())).isFalse();
        }
        assertThat(lines.texts).noneMatch(TokenSecrecyTest::tells);
    }

    private static boolean tells(String text) {
        return text.contains(FakeBotApi.TOKEN.substring(12));
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
