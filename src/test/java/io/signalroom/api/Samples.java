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
import io.vertx.core.json.JsonObject;
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

    /** An answer of {@code getHistorical} that covers so many signals. */
    static JsonObject historical(int signals) {
        String tally = """
                "signals":%d,"edited":0,"deleted":1,"outcomes":{"open":2},"winRate":null,"averageR":null,"averageROf":0""".formatted(signals);
        String summary = tally
                + ",\"byOrigin\":{\"imported\":3},\"byKind\":{\"trade_signal\":3},\"bySide\":{\"bullish\":3},\"origins\":{}";
        return new JsonObject("""
                {"from":"2026-03-01T00:00:00Z","to":"2026-03-02T00:00:00Z","bucket":"hour",
                 "series":[{"at":"2026-03-01T00:00:00Z","bullish":1,"bearish":2,"neutral":0,"byKind":{"trade_signal":3},%s}],
                 "summary":{%s,"previous":{%s},"channels":1,"tokens":1,"medianLatencySeconds":null,"latencyOf":0},
                 "tokens":[{"symbol":"SOL","signals":3,"bullish":1,"bearish":2,"channels":1}]}""".formatted(tally, summary, summary));
    }
}
