package io.signalroom.market.feed.file;

import io.signalroom.market.candle.Candle;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a look through a whole file found. Immutable.
 *
 * @param begins of the first candle, in milliseconds since 1970; the greatest number if there is none
 * @param ends of the last candle, exclusive; the least number if there is none
 * @param bad how many lines are no candle
 * @param firstBad number of the first of them, from 1; 0 if there is none
 * @param marks places of lines in a file that is in order of time and not zipped, by the begins of their candles: there
 *     reading may begin, and it may end with the first candle that is too late
 */
record KlineContents(long begins, long ends, long bad, long firstBad, NavigableMap<Long, Long> marks) {
    private static final int MARK_EVERY = 10_000;

    /** Looks through a file. */
    static KlineContents of(KlineFile file) throws IOException {
        Look look = new Look(file.interval());
        try (KlineLines lines = KlineLines.open(file, 0)) {
            while (lines.next()) {
                look.at(lines);
            }
        }
        return look.result(!file.zipped());
    }

    /** Whether it has candles that begin from {@code from} on and before {@code to}. */
    boolean overlaps(long from, long to) {
        return begins < to && ends > from;
    }

    /** Whether all that follows a late candle is later. */
    boolean ordered() {
        return !marks.isEmpty();
    }

    /** From where on to read for candles from {@code from} on. */
    long offset(long from) {
        Map.Entry<Long, Long> mark = marks.lowerEntry(from);
        return mark == null ? 0 : mark.getValue();
    }

    /** Collects it. */
    private static final class Look {
        private final KlineInterval interval;
        private final TreeMap<Long, Long> marks = new TreeMap<>();
        private long begins = Long.MAX_VALUE;
        private long ends = Long.MIN_VALUE;
        private long last = Long.MIN_VALUE;
        private boolean ordered = true;
        private long bad;
        private long firstBad;

        Look(KlineInterval interval) {
            this.interval = interval;
        }

        void at(KlineLines lines) {
            String line = lines.text();
            Candle candle = Kline.candle(line, interval);
            if (candle != null) {
                take(candle.opensAt().toEpochMilli(), lines);
            } else if (!line.isBlank() && !header(line, lines.number())) {
                bad++;
                firstBad = firstBad == 0 ? lines.number() : firstBad;
            }
        }

        private static boolean header(String line, long number) {
            return number == 1 && line.startsWith("open_time,");
        }

        private void take(long candle, KlineLines lines) {
            ordered &= candle >= last;
            last = candle;
            begins = Math.min(begins, candle);
            ends = Math.max(ends, candle + interval.millis);
            if (lines.number() % MARK_EVERY == 0 || marks.isEmpty()) {
                marks.putIfAbsent(candle, lines.offset());
            }
        }

        KlineContents result(boolean seekable) {
            NavigableMap<Long, Long> known =
                    ordered && seekable ? Collections.unmodifiableNavigableMap(marks) : Collections.emptyNavigableMap();
            return new KlineContents(begins, ends, bad, firstBad, known);
        }
    }
}
