package io.signalroom.market.feed.file;

import io.signalroom.market.candle.Candle;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A line of a kline file: {@code open_time,open,high,low,close,volume,close_time} and five more numbers, without quotes.
 * Times are milliseconds, or microseconds as in spot files since 2025; which, is seen by their size.
 */
final class Kline {
    private static final int COLUMNS = 12;
    /** Milliseconds of the year 5138, microseconds of the year 1973. */
    private static final long MICROSECONDS_FROM = 100_000_000_000_000L;

    private static final int LONGEST_TIME = 17;
    private static final int LONGEST_NUMBER = 40;

    private Kline() {}

    /** The begin of a line's candle in milliseconds since 1970, or -1 if it has none. */
    static long begins(String line) {
        int comma = line.indexOf(',');
        return comma < 0 ? -1 : time(line.substring(0, comma));
    }

    /** The candle of a line, or null if it is none of that interval. */
    static Candle candle(String line, KlineInterval interval) {
        String[] column = line.split(",", -1);
        if (column.length != COLUMNS) {
            return null;
        }
        long begins = time(column[0]);
        if (begins < 0 || begins % interval.millis != 0) {
            return null;
        }
        try {
            return new Candle(
                    Instant.ofEpochMilli(begins),
                    Instant.ofEpochMilli(begins + interval.millis),
                    decimal(column[1]),
                    decimal(column[2]),
                    decimal(column[3]),
                    decimal(column[4]),
                    decimal(column[5]));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static long time(String digits) {
        if (digits.isEmpty()
                || digits.length() > LONGEST_TIME
                || !digits.chars().allMatch(Kline::digit)) {
            return -1;
        }
        long time = Long.parseLong(digits);
        return time >= MICROSECONDS_FROM ? time / 1_000 : time;
    }

    /** Plain decimals only: an exponent could ask for a number of a gigabyte. */
    private static BigDecimal decimal(String number) {
        if (number.length() > LONGEST_NUMBER || !number.chars().allMatch(c -> digit(c) || c == '.')) {
            throw new NumberFormatException();
        }
        return new BigDecimal(number);
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }
}
