package io.signalroom.api;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.FieldSpan;
import io.signalroom.signal.Origin;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Channels, posts and signals for tests. */
final class Samples {
    static final ChannelInfo HARBOR =
            new ChannelInfo(1987654321L, "harborlight_signals", "Harbor Light Signals", false);
    static final ChannelInfo DESK = new ChannelInfo(1000000002L, null, "Desk", false);
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Samples() {}

    static Post post(ChannelInfo channel, long id, Instant at, String text) {
        return new Post(channel.id(), id, at, null, text, null, Origin.WITNESSED);
    }

    static ParsedSignal trade(String symbol, Side side, double confidence) {
        SignalFields fields = SignalFields.builder()
                .symbol(symbol)
                .quote("USDT")
                .side(side)
                .entries(List.of(new BigDecimal("182.0"), new BigDecimal("184.5")))
                .targets(List.of(new BigDecimal("191.5"), new BigDecimal("198")))
                .stopLoss(new BigDecimal("176.9"))
                .leverage(BigDecimal.valueOf(5))
                .build();
        return new ParsedSignal(
                PostKind.TRADE_SIGNAL, fields, List.of(new FieldSpan("symbol", 0, 0, 3, 0.9)), confidence);
    }

    static ParsedSignal update(String symbol) {
        SignalFields fields = SignalFields.builder()
                .symbol(symbol)
                .event(SignalEvent.TARGET_HIT)
                .targetIndex(1)
                .profitPercent(new BigDecimal("5.2"))
                .build();
        return new ParsedSignal(PostKind.SIGNAL_UPDATE, fields, List.of(), 0.8);
    }
}
