package io.signalroom.api;

import io.signalroom.signal.PostKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which values a signal of each kind can have. */
final class KindFields {
    private static final Set<String> ALL = Set.of("symbol", "quote", "exchange");
    private static final Map<PostKind, Set<String>> OWN = new EnumMap<>(Map.of(
            PostKind.TRADE_SIGNAL,
            Set.of(
                    "side",
                    "entries",
                    "entryMarket",
                    "targets",
                    "targetsPercent",
                    "stopLoss",
                    "stopLossPercent",
                    "leverage",
                    "timeframe"),
            PostKind.SIGNAL_UPDATE,
            Set.of("event", "targetIndex", "profitPercent", "stopMoved", "newStop", "partialClose"),
            PostKind.TOKEN_LAUNCH,
            Set.of("chain", "contractAddress", "marketCap", "liquidity"),
            PostKind.LISTING,
            Set.of("event", "symbols"),
            PostKind.PUMP_ALERT,
            Set.of("stage", "changePercent"),
            PostKind.NOISE,
            Set.of()));

    private KindFields() {}

    /** Their names in JSON. */
    static Set<String> of(PostKind kind) {
        return Stream.concat(ALL.stream(), OWN.get(kind).stream()).collect(Collectors.toUnmodifiableSet());
    }
}
