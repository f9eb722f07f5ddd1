package io.signalroom.market.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.StoredCall;
import io.signalroom.market.candle.Market;
import io.signalroom.signal.Origin;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a stored signal is measured, where, and from when to when. */
class CallTest {
    private static final Instant POSTED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant SEEN = POSTED.plusSeconds(90);
    private static final String CONTRACT = "7xKXtg2CW87d97TXJSDpbD5jBkheTqA83TZRuJosgAsU";

    private static Call call(Origin origin, PostKind kind, SignalFields.Builder plan) {
        SignalId id = SignalId.of(POSTED, 7, 1, 0);
        StoredCall stored = new StoredCall(id, 7, origin, kind, SEEN, plan.build());
        return Call.of(stored, Assumptions.DEFAULT).orElseThrow();
    }

    private static SignalFields.Builder buy() {
        return SignalFields.builder()
                .symbol("SOL")
                .side(Side.LONG)
                .targets(List.of(BigDecimal.valueOf(200)))
                .stopLoss(BigDecimal.valueOf(100));
    }

    @Test
    void a_witnessed_call_arrives_when_it_was_seen_and_every_other_when_it_was_posted() {
        assertThat(call(Origin.WITNESSED, PostKind.TRADE_SIGNAL, buy()).arrival())
                .isEqualTo(SEEN.toEpochMilli());
        assertThat(call(Origin.IMPORTED, PostKind.TRADE_SIGNAL, buy()).arrival())
                .isEqualTo(POSTED.toEpochMilli());
        assertThat(call(Origin.DEMO, PostKind.TRADE_SIGNAL, buy()).arrival()).isEqualTo(POSTED.toEpochMilli());
    }

    @Test
    void the_first_order_comes_after_the_latency_and_the_end_after_the_expiry_of_its_kind() {
        Call call = call(Origin.WITNESSED, PostKind.TRADE_SIGNAL, buy());
        assertThat(call.begins()).isEqualTo(SEEN.plusSeconds(30).toEpochMilli());
        assertThat(call.expires() - call.begins()).isEqualTo(Duration.ofDays(7).toMillis());
        Call scalp = call(Origin.WITNESSED, PostKind.TRADE_SIGNAL, buy().timeframe("5m"));
        assertThat(scalp.expires() - scalp.begins())
                .isEqualTo(Duration.ofDays(1).toMillis());
        Call swing = call(Origin.WITNESSED, PostKind.TRADE_SIGNAL, buy().timeframe("1M"));
        assertThat(swing.expires() - swing.begins())
                .isEqualTo(Duration.ofDays(7).toMillis());
    }

    @Test
    void a_scalp_without_targets_is_followed_to_its_last_horizon() {
        SignalFields.Builder plan = buy().targets(List.of()).timeframe("5m");
        Call call = call(Origin.WITNESSED, PostKind.TRADE_SIGNAL, plan);
        assertThat(call.atHorizons()).isTrue();
        assertThat(call.ends() - call.begins()).isEqualTo(Duration.ofDays(7).toMillis());
        assertThat(call(Origin.WITNESSED, PostKind.TRADE_SIGNAL, buy()).atHorizons())
                .isFalse();
    }

    @Test
    void dollars_of_every_kind_are_one_market_and_coins_are_their_own() {
        assertThat(call(Origin.WITNESSED, PostKind.TRADE_SIGNAL, buy().quote("USD"))
                        .market())
                .isEqualTo(new Market("SOL", "USDT"));
        assertThat(call(Origin.WITNESSED, PostKind.TRADE_SIGNAL, buy().quote("BTC"))
                        .market())
                .isEqualTo(new Market("SOL", "BTC"));
    }

    @Test
    void a_token_with_a_contract_is_not_the_coin_an_exchange_trades_under_its_name() {
        SignalFields.Builder launch = SignalFields.builder().symbol("SOL").contractAddress(CONTRACT);
        assertThat(call(Origin.WITNESSED, PostKind.TOKEN_LAUNCH, launch)
                        .market()
                        .base())
                .isEqualTo(CONTRACT);
        assertThat(call(Origin.DEMO, PostKind.TOKEN_LAUNCH, launch).market().base())
                .isEqualTo("SOL");
    }

    @Test
    void without_a_coin_or_a_side_there_is_nothing_to_measure() {
        StoredCall sideless = new StoredCall(
                SignalId.of(POSTED, 7, 1, 0),
                7,
                Origin.WITNESSED,
                PostKind.TRADE_SIGNAL,
                SEEN,
                SignalFields.builder().symbol("SOL").build());
        StoredCall nameless = new StoredCall(
                SignalId.of(POSTED, 7, 2, 0),
                7,
                Origin.WITNESSED,
                PostKind.TRADE_SIGNAL,
                SEEN,
                buy().symbol(null).build());
        assertThat(Call.of(sideless, Assumptions.DEFAULT)).isEmpty();
        assertThat(Call.of(nameless, Assumptions.DEFAULT)).isEmpty();
    }
}
