package io.signalroom.analytics.pattern;

import java.util.Locale;
import java.util.Map;

/** Phrases of titles. */
final class Words {
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

    private Words() {}

    /** Such as "40 s", "12 min", "3.5 h". */
    static String duration(double seconds) {
        if (seconds < 2 * MINUTE) {
            return Math.round(seconds) + " s";
        }
        return seconds < 2 * HOUR
                ? Math.round(seconds / MINUTE) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
    }

    /** Such as "63 %". */
    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    /** Such as "Mon 17:00" for the number of an hour of the week. */
    static String hour(int hourOfWeek) {
        return String.format(Locale.ROOT, "%s %02d:00", DAYS[hourOfWeek / 24], hourOfWeek % 24);
    }

    /** A channel's title, or its number if it has none any more. */
    static String name(Map<Long, String> names, long channel) {
        return names.getOrDefault(channel, "Channel " + channel);
    }
}
