package io.signalroom.market.feed.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.market.feed.FeedException;
import io.signalroom.telegram.BotFaults;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole answers to one question that are none. */
class BinanceUnreadableTest {
    private final BinanceRig rig = new BinanceRig();

    @AfterEach
    void close() {
        rig.close();
    }

    static Stream<Named<Consumer<HttpServerRequest>>> answers() {
        return Stream.of(
                Named.of("HTML", BotFaults.answer(200, "<html>Please log in to this network</html>")),
                Named.of("an object", BotFaults.answer(200, "{\"code\":0}")),
                Named.of("nothing", BotFaults.answer(200, "")),
                Named.of("rows that are none", BotFaults.answer(200, "[1,2,3]")),
                Named.of("short rows", BotFaults.answer(200, "[[1772355600000,\"1\"]]")),
                Named.of("numbers for prices", BotFaults.answer(200, row("1", "2"))),
                Named.of("an exponent", BotFaults.answer(200, row("\"1e999999999\"", "\"2\""))),
                Named.of("a price without end", BotFaults.answer(200, row("\"" + "9".repeat(99) + "\"", "\"2\""))),
                Named.of("an answer without end", BotFaults.endless()),
                Named.of("deeply nested", BotFaults.answer(200, "[".repeat(100_000))),
                Named.of("too long", BotFaults.answer(200, "[" + " ".repeat(600 << 10) + "]")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_that_cannot_be_read_is_told_without_addresses_and_keeps_no_other_market_away(
            Consumer<HttpServerRequest> answer) {
        rig.freeze("2026-03-01T12:00:10Z");
        rig.fake.faults.add(answer);
        FeedException failure = rig.fault();

        assertThat(failure.isOfOneMarket()).isTrue();
        assertThat(failure.patience()).isEqualTo(Duration.ofMinutes(1));
        assertThat(failure.getMessage()).contains("Binance", "BINANCE_URL").doesNotContain("127.0.0.1", "http://");
        assertThat(rig.history(BinanceRig.BTC, "2026-03-01T09:00:00Z", "2026-03-01T09:10:00Z")
                        .candles())
                .hasSize(10);
        assertThat(rig.counts().past().failures()).isEqualTo(1);
    }

    private static String row(String open, String high) {
        return "[[1772355600000," + open + "," + high + ",\"1\",\"1\",\"0\",1772355659999,\"0\",0,\"0\",\"0\",\"0\"]]";
    }
}
