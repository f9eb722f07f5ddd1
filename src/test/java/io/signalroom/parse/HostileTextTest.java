package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.signalroom.signal.Judgement;
import io.signalroom.signal.PostKind;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The longest texts a post can have, made of what costs a careless parser most. The bound is far above the cost. */
class HostileTextTest {
    private static final SignalParser PARSER = new SignalParser();

    static Stream<Arguments> texts() {
        return HostileTexts.all().entrySet().stream().map(text -> Arguments.of(text.getKey(), text.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void sixty_four_kilobytes_of_it_are_judged_in_linear_time(String piece, String text) {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Judgement judgement = PARSER.parse(text);
            assertThat(judgement).as(piece).isNotNull();
        });
    }

    @Test
    void a_signal_behind_the_characters_read_is_not_found_and_the_reasons_say_so() {
        String call = "LONG BTC/USDT entry 65000, targets 66000 67000, stop 64000";
        assertThat(PARSER.parse(call).reasons()).noneMatch(reason -> reason.contains("characters"));
        Judgement buried = PARSER.parse("-".repeat(SignalParser.MAX_READ) + call);
        assertThat(buried.kind()).isEqualTo(PostKind.NOISE);
        assertThat(buried.reasons()).contains("only the first 16384 characters were read");
    }
}
