package io.signalroom.market.feed.file;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Lengths of candles that can be followed, the finest first. Names are those in Binance's file names. */
enum KlineInterval {
    M1("1m", Duration.ofMinutes(1)),
    M3("3m", Duration.ofMinutes(3)),
    M5("5m", Duration.ofMinutes(5)),
    M15("15m", Duration.ofMinutes(15)),
    M30("30m", Duration.ofMinutes(30)),
    H1("1h", Duration.ofHours(1)),
    H2("2h", Duration.ofHours(2)),
    H4("4h", Duration.ofHours(4)),
    H6("6h", Duration.ofHours(6)),
    H8("8h", Duration.ofHours(8)),
    H12("12h", Duration.ofHours(12)),
    D1("1d", Duration.ofDays(1));

    final String label;
    final long millis;

    KlineInterval(String label, Duration length) {
        this.label = label;
        this.millis = length.toMillis();
    }

    /** The interval of that name; empty for those that are too long to be followed, and for none. */
    static Optional<KlineInterval> of(String label) {
        return Arrays.stream(values()).filter(i -> i.label.equals(label)).findFirst();
    }
}
