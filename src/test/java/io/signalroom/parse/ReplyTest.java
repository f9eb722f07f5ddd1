package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalEvent;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a post says may depend on the one it answers. */
class ReplyTest {
    private static final SignalParser PARSER = new SignalParser();
    private static final ParsedSignal PARENT = PARSER.parse("#SEI/USDT LONG\nEntry 0.512\nTP 0.53\nSL 0.49")
            .signals()
            .get(0);

    @ParameterizedTest
    @CsvSource({
        "TP1 ✅, TARGET_HIT",
        "target 2 done, TARGET_HIT",
        "All targets hit 🔥, ALL_TARGETS_HIT",
        "SL hit, STOP_HIT",
        "стоп, STOP_HIT",
        "Closed at +8%, CLOSED",
        "Entry filled ✅, ENTRY_FILLED",
        "SL to BE, STOP_MOVED",
        "Cancelled, CANCELLED"
    })
    void an_update_without_a_coin_takes_it_from_its_parent(String text, SignalEvent event) {
        Judgement judgement = PARSER.parse(text, PARENT);
        assertThat(judgement.kind()).isEqualTo(PostKind.SIGNAL_UPDATE);
        assertThat(judgement.signals().get(0).fields().symbol()).isEqualTo("SEI");
        assertThat(judgement.signals().get(0).fields().quote()).isEqualTo("USDT");
        assertThat(judgement.signals().get(0).fields().event()).isEqualTo(event);
    }

    @Test
    void levels_given_later_belong_to_the_parents_coin() {
        String levels = "Entry: 0.512\nTP: 0.53, 0.55\nSL: 0.49";
        assertThat(PARSER.parse(levels).kind()).isEqualTo(PostKind.NOISE);
        ParsedSignal read = PARSER.parse(levels, PARENT).signals().get(0);
        assertThat(read.kind()).isEqualTo(PostKind.TRADE_SIGNAL);
        assertThat(read.fields().symbol()).isEqualTo("SEI");
        assertThat(read.fields().side()).isEqualTo(Side.LONG);
        assertThat(read.fields().targets()).containsExactly(new BigDecimal("0.53"), new BigDecimal("0.55"));
    }

    @Test
    void a_parent_does_not_make_talk_a_signal() {
        assertThat(PARSER.parse("Nice one, thanks guys!", PARENT).kind()).isEqualTo(PostKind.NOISE);
    }
}
