package io.signalroom.market.feed.file;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A file by its name: {@code SYMBOL-INTERVAL-YYYY-MM}, {@code SYMBOL-INTERVAL-YYYY-MM-DD} or {@code SYMBOL-INTERVAL}, with
 * {@code .csv} or {@code .zip} at its end.
 *
 * @param path where it is
 * @param symbol base and quote in one, such as {@code SOLUSDT}
 * @param interval of its candles
 * @param begins of the period its name tells, in milliseconds since 1970; the least if it tells none
 * @param ends of that period, exclusive; the greatest if its name tells none
 */
record KlineFile(Path path, String symbol, KlineInterval interval, long begins, long ends) {
    private static final int ALL = 2;
    private static final int MONTH = 4;
    private static final int DAY = 5;

    /** Empty if the name is none of a kline file. */
    static Optional<KlineFile> of(Path path) {
        String name = path.getFileName().toString();
        if (!name.endsWith(".csv") && !name.endsWith(".zip")) {
            return Optional.empty();
        }
        String[] part = name.substring(0, name.length() - ".csv".length()).split("-", -1);
        if (part.length < ALL || part[0].isEmpty()) {
            return Optional.empty();
        }
        try {
            return KlineInterval.of(part[1]).flatMap(interval -> of(path, part, interval));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<KlineFile> of(Path path, String[] part, KlineInterval interval) {
        return switch (part.length) {
            case ALL -> Optional.of(new KlineFile(path, part[0], interval, Long.MIN_VALUE, Long.MAX_VALUE));
            case MONTH -> {
                YearMonth month = YearMonth.parse(part[2] + "-" + part[3]);
                yield Optional.of(days(
                        path,
                        part[0],
                        interval,
                        month.atDay(1),
                        month.plusMonths(1).atDay(1)));
            }
            case DAY -> {
                LocalDate day = LocalDate.parse(part[2] + "-" + part[3] + "-" + part[4]);
                yield Optional.of(days(path, part[0], interval, day, day.plusDays(1)));
            }
            default -> Optional.empty();
        };
    }

    private static KlineFile days(Path path, String symbol, KlineInterval interval, LocalDate from, LocalDate to) {
        return new KlineFile(path, symbol, interval, millis(from), millis(to));
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    boolean zipped() {
        return path.toString().endsWith(".zip");
    }

    /** The name without its folder. */
    String name() {
        return path.getFileName().toString();
    }

    /** Whether, by its name, it can hold candles that begin from {@code from} on and before {@code to}. */
    boolean overlaps(long from, long to) {
        return begins < to && ends > from;
    }
}
