package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Judgement;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels end a call by editing its post: what is then read is the end, never a fresh call. */
class EndedCallTest {
    private static final SignalParser PARSER = new SignalParser();

    @ParameterizedTest
    @CsvSource({
        "'SOL long\nEntry 152\nTP 158\nSL 148\n❌ Signal cancelled', CANCELLED, SOL",
        "CANCELLED ❌ #AVAX short entry 31.2 tp 30.1 29 sl 32.4, CANCELLED, AVAX",
        "'#ETH лонг\nВход: 3120\nЦели: 3190, 3260\nСтоп: 3050\n\nОТМЕНА ❌', CANCELLED, ETH",
        "[CLOSED] LINK/USDT long entry 14.2 tp 15.1 16 sl 13.6, CLOSED, LINK",
        "'ADA largo\nEntrada 0.62\nObjetivo 0.66\nStop 0.59\n❌ SEÑAL CANCELADA', CANCELLED, ADA",
        "'#SUI long\nGiriş: 1.42\nHedef: 1.55 - 1.63\nStop: 1.34\nİPTAL ❌', CANCELLED, SUI",
        "'DOT short\nEntry 7.10\nTP 6.80\nSL 7.35\nSTOPPED OUT ❌', STOP_HIT, DOT",
        "'ATOM Long\nEinstieg 9,10\nZiel 9,80\nStop 8,70\n❌ Signal storniert', CANCELLED, ATOM",
        "'INJ long\nEntrada 24.1\nAlvo 25.6\nStop 23\nCANCELADO ❌', CANCELLED, INJ",
        "XRP лонг вхід 0.61 ціль 0.66 стоп 0.58 - СКАСОВАНО, CANCELLED, XRP",
        "'OP long\nEntrée 2.41\nObjectif 2.60\nStop 2.28\n❌ ANNULÉ', CANCELLED, OP",
        "'SEI long\nIngresso 0.52\nTarget 0.57\nStop 0.49\nCHIUSO', CLOSED, SEI",
        "'#ARB 做多\n入场 1.12\n目标 1.20\n止损 1.06\n已取消', CANCELLED, ARB",
        "'PEPE long\nEntry 0.0000121\nTP 0.0000133\nSL 0.0000114\nDIBATALKAN ❌', CANCELLED, PEPE"
    })
    void a_call_told_with_its_end_is_an_update(String text, SignalEvent event, String symbol) {
        Judgement judgement = PARSER.parse(text);
        assertThat(judgement.kind()).as("%s", judgement).isEqualTo(PostKind.SIGNAL_UPDATE);
        assertThat(judgement.signals().get(0).fields().event()).isEqualTo(event);
        assertThat(judgement.signals().get(0).fields().symbol()).isEqualTo(symbol);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SOL long\nEntry 152\nTP 158\nSL 148\nCancel if it closes below 147 before entry",
                "LINK long\nEntry 14.2\nTP 15.1 16\nSL 13.6\nClose half at TP1",
                "ETH лонг\nВход 3120\nЦель 3190\nСтоп 3050\nОтмена, если закрепимся ниже 3040",
                "SOL long\nEntry 152\nTP 158\nSL 148\n(last signal: all targets hit)",
                "MAV long again\nEntry 0.2288\nTP 0.2360\nSL 0.2165\n(first attempt stopped at breakeven)",
            })
    void conditions_orders_and_boasts_end_nothing(String text) {
        assertThat(PARSER.parse(text).kind()).isEqualTo(PostKind.TRADE_SIGNAL);
    }
}
