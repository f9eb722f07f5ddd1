package io.signalroom.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Slots of trade calls and of updates to them. */
@SuppressWarnings("ImmutableEnumChecker") // the bodies hold no state
enum TradeSlot implements Slot {
    SYM((s, a, out) -> {
        out.append(s.symbol);
        s.truth.symbol(s.symbol);
    }),
    SYM_LOWER((s, a, out) -> {
        out.append(s.symbol.toLowerCase(Locale.ROOT));
        s.truth.symbol(s.symbol);
    }),
    QUOTE((s, a, out) -> {
        out.append(s.quote);
        s.truth.quote(s.quote);
    }),
    /** {@code {side|word for long|word for short}}. */
    SIDE((s, a, out) -> out.append(s.bullish ? a[0] : a[1])),
    /** {@code {entries|separator}}: all, ascending. */
    ENTRIES((s, a, out) -> {
        long[] ascending = s.entries.clone();
        Arrays.sort(ascending);
        list(s, ascending, "%", a[0], out);
        s.truth.entries(decimals(s, s.entries));
    }),
    /** {@code {tail|separator}}: as entries, but all after the first shortened to the digits that differ. */
    TAIL((s, a, out) -> {
        long[] ascending = s.entries.clone();
        Arrays.sort(ascending);
        shortened(s, ascending, a[0], out);
        s.truth.entries(decimals(s, s.entries));
    }),
    /** {@code {ladder|item|separator}}: all, the one nearest to the market first. */
    LADDER((s, a, out) -> {
        list(s, s.entries, a[0], a[1], out);
        s.truth.entries(decimals(s, s.entries));
    }),
    ENTRY((s, a, out) -> {
        s.price(s.entries[0], out);
        s.truth.entries(List.of(s.decimal(s.entries[0])));
    }),
    /** The middle of the entries, which is no entry itself. */
    OTE((s, a, out) -> s.price(Math.round(Arrays.stream(s.entries).average().orElseThrow()), out)),
    /** {@code {targets|item|separator}}; in the item % is the price, # the number, & the gain in percent. */
    TARGETS((s, a, out) -> {
        list(s, s.targets, a[0], a[1], out);
        List<BigDecimal> values = new ArrayList<>();
        for (long target : s.targets) {
            values.add(s.decimal(target));
        }
        s.truth.targets(values);
    }),
    /** {@code {gains|separator}}: targets as whole percentages of the entry. */
    GAINS((s, a, out) -> {
        List<BigDecimal> values = new ArrayList<>();
        long percent = 0;
        for (int i = 0; i < s.targets.length; i++) {
            percent = Math.max(percent + 1, Math.round(100.0 * Math.abs(s.targets[i] - s.entries[0]) / s.entries[0]));
            out.append(i == 0 ? "" : a[0]).append(percent).append('%');
            values.add(BigDecimal.valueOf(percent));
        }
        s.truth.targetsPercent(values);
    }),
    STOP((s, a, out) -> {
        s.price(s.stop, out);
        s.truth.stopLoss(s.decimal(s.stop));
    }),
    STOP_PERCENT((s, a, out) -> {
        long percent = Math.max(1, Math.round(100.0 * Math.abs(s.stop - s.entries[0]) / s.entries[0]));
        out.append(percent);
        s.truth.stopLossPercent(BigDecimal.valueOf(percent));
    }),
    LEV((s, a, out) -> {
        out.append(s.leverage);
        s.truth.leverage(BigDecimal.valueOf(s.leverage));
    }),
    /** A leverage below the stated one, for ranges. */
    LEV_LOW((s, a, out) -> out.append(Math.max(1, s.leverage / 2))),
    /** {@code {ex}} or, with an argument, what the exchange calls its futures. */
    EX((s, a, out) -> {
        out.append(a.length > 0 ? s.exchange.futures : s.exchange.display);
        s.truth.exchange(s.exchange.name());
    }),
    TF((s, a, out) -> {
        out.append(a.length > 0 ? s.timeframe.cyrillic : s.timeframe.code);
        s.truth.timeframe(s.timeframe.code);
    }),
    INDEX((s, a, out) -> {
        out.append(s.index);
        s.truth.targetIndex(s.index);
    }),
    /** {@code {ordinal|first|second|third|...}}. */
    ORDINAL((s, a, out) -> {
        int known = Math.min(s.index, a.length);
        out.append(a[known - 1]);
        s.truth.targetIndex(known);
    }),
    /** {@code {hits|item|separator}}: every target up to the index. */
    HITS((s, a, out) -> {
        list(s, Arrays.copyOf(s.targets, s.index), a[0], a[1], out);
        s.truth.targetIndex(s.index);
    }),
    HIT((s, a, out) -> s.price(s.targets[s.index - 1], out)),
    STOPPED_AT((s, a, out) -> s.price(s.stop, out)),
    /** The percentage without its sign. */
    PROFIT((s, a, out) -> {
        NumberStyle.decimal(Math.abs(s.profit), 1, '.', out);
        s.truth.profitPercent(BigDecimal.valueOf(s.profit, 1));
    }),
    SIGNED((s, a, out) -> {
        out.append(s.profit < 0 ? '-' : '+');
        NumberStyle.decimal(Math.abs(s.profit), 1, '.', out);
        s.truth.profitPercent(BigDecimal.valueOf(s.profit, 1));
    }),
    PERIOD((s, a, out) -> {
        int hours = s.minutes / 60;
        if (hours > 0) {
            out.append(hours).append(" Hours ");
        }
        out.append(s.minutes % 60).append(" Minutes");
    }),
    PARTIAL((s, a, out) -> {
        int percent = 25 * (1 + s.index % 3);
        out.append(percent);
        s.truth.partialClose(BigDecimal.valueOf(percent));
    }),
    ID((s, a, out) -> out.append(s.number));

    private final Slot body;

    TradeSlot(Slot body) {
        this.body = body;
    }

    @Override
    public void write(Scene scene, String[] arguments, StringBuilder out) {
        body.write(scene, arguments, out);
    }

    private static void list(Scene s, long[] units, String item, String separator, StringBuilder out) {
        for (int i = 0; i < units.length; i++) {
            out.append(i == 0 ? "" : separator);
            for (int c = 0; c < item.length(); c++) {
                switch (item.charAt(c)) {
                    case '%' -> s.price(units[i], out);
                    case '#' -> out.append(i + 1);
                    case '&' -> {
                        NumberStyle.decimal(Math.round(10 * s.gain(i)), 1, '.', out);
                        out.append('%');
                    }
                    default -> out.append(item.charAt(c));
                }
            }
        }
    }

    private static void shortened(Scene s, long[] units, String separator, StringBuilder out) {
        StringBuilder first = new StringBuilder();
        s.price(units[0], first);
        out.append(first);
        for (int i = 1; i < units.length; i++) {
            StringBuilder full = new StringBuilder();
            s.price(units[i], full);
            int common = 0;
            while (common < full.length() - 2 && full.charAt(common) == first.charAt(common)) {
                common++;
            }
            boolean safe = full.length() == first.length() && full.indexOf(".") < common && full.charAt(common) != '0';
            out.append(separator).append(full, safe ? common : 0, full.length());
        }
    }

    private static List<BigDecimal> decimals(Scene s, long[] units) {
        return Arrays.stream(units).sorted().mapToObj(s::decimal).toList();
    }
}
