package io.signalroom.demo;

import java.util.List;

/** Chart intervals. */
enum Timeframe {
    MINUTE_15("15m", "15М"),
    MINUTE_30("30m", "30М"),
    HOUR_1("1h", "1Ч"),
    HOUR_4("4h", "4Ч"),
    DAY_1("1d", "1Д");

    static final List<Timeframe> ALL = List.of(values());

    final String code;
    final String cyrillic;

    Timeframe(String code, String cyrillic) {
        this.code = code;
        this.cyrillic = cyrillic;
    }
}
