package io.signalroom.analytics.rank;

import io.signalroom.analytics.rank.MeasuredCall.Source;
import io.signalroom.signal.Origin;
import java.time.DayOfWeek;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Calls that share a scorecard: of one channel, one token or one period, and always of one origin, for what was loaded later
 * lacks what was deleted before, and the demo is invented.
 *
 * @param by what they share
 * @param name the channel's id, the token, or the period's first day such as {@code 2026-03-01}
 * @param origin how they came to be known
 */
public record Group(By by, String name, Origin origin) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
            Comparator.comparing(Group::by).thenComparing(Group::name).thenComparing(Group::origin);

    /** What calls are put together by; periods are those of the post, in UTC. */
    public enum By {
        /** The channel. */
        CHANNEL(source -> String.valueOf(source.channelId())),
        /** The token. */
        TOKEN(Source::token),
        /** The day. */
        DAY(source -> source.day().toString()),
        /** The week, which begins on Monday. */
        WEEK(source -> source.day()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .toString()),
        /** The month. */
        MONTH(source -> source.day().withDayOfMonth(1).toString());

        private final Function<Source, String> name;

        By(Function<Source, String> name) {
            this.name = name;
        }
    }

    /** The scorecards of these calls, one for each group that has calls, in the order of their names and origins. */
    public static SortedMap<Group, Scorecard> scorecards(By by, Collection<MeasuredCall> calls) {
        SortedMap<Group, List<MeasuredCall>> groups = new TreeMap<>();
        for (MeasuredCall call : calls) {
            Group group =
                    new Group(by, by.name.apply(call.source()), call.source().origin());
            groups.computeIfAbsent(group, x -> new ArrayList<>()).add(call);
        }
        SortedMap<Group, Scorecard> cards = new TreeMap<>();
        groups.forEach((group, members) -> cards.put(group, Scorecard.of(members)));
        return cards;
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }
}
