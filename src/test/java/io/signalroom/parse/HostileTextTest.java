package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.signalroom.signal.Judgement;
import io.signalroom.signal.Post;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The longest texts a post can have, made of what costs a careless parser most. The bound is far above the cost. */
class HostileTextTest {
    private static final SignalParser PARSER = new SignalParser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1,",
                "1.",
                "1 ",
                "9 111 ",
                "a",
                "A1",
                "#",
                "$A ",
                "/USDT",
                "BTC/USDT ",
                "BTC ETH ",
                "stop loss ",
                "take profit target ",
                "TP1 ✅ ",
                "TP1 ✅\n",
                "10x ",
                "long 10x ",
                "(",
                "\n",
                "0x",
                "http://",
                "https://pump.fun/",
                "coin is ",
                "coin is A * ",
                "MC: ",
                "listed Binance ABC ",
                "目标",
                "止",
                "е",
                "ликвид",
                "\u0301",
                "\u200B",
                "\uD83D",
                "🅑",
                "%1",
                "x1",
                "@a",
                "- ",
                "_-_",
                "sats 1,2,3,"
            })
    void sixty_four_kilobytes_of_it_are_judged_in_linear_time(String piece) {
        String text = piece.repeat(Post.MAX_TEXT / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Judgement judgement = PARSER.parse(text);
            assertThat(judgement).isNotNull();
        });
    }
}
