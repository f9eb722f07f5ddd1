package io.signalroom.telegram.preview;

import io.signalroom.telegram.Gap;
import io.signalroom.telegram.SourceState;
import io.signalroom.telegram.Standing;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Words for how the reading of preview pages stands, as an operator needs them. */
final class PreviewStanding {
    private static final int MOST_NAMED = 3;

    private PreviewStanding() {}

    /** How it stands while t.me answers. */
    static Standing of(List<Reading> readings) {
        if (readings.isEmpty()) {
            return new Standing(
                    SourceState.PAUSED,
                    "No channel is read by its public page. Add one with its username at /channels, or name it in"
                            + " TELEGRAM_PREVIEW_CHANNELS.");
        }
        List<String> words = new ArrayList<>();
        words.add(
                readings.size() == 1
                        ? "Reads one channel by its public page, once a minute at most."
                        : "Reads " + readings.size() + " channels by their public pages, each once a minute at most.");
        readings.forEach(reading -> reading.trouble().ifPresent(trouble -> words.add(trouble.words())));
        readings.forEach(reading -> reading.gap().ifPresent(gap -> words.add(lost(reading, gap))));
        return new Standing(state(readings), joined(words));
    }

    /** One page that is written in another way is an alarm, since the others will follow. */
    private static SourceState state(List<Reading> readings) {
        long none = count(readings, PreviewAnswer.Kind.NONE);
        long withheld = count(readings, PreviewAnswer.Kind.WITHHELD);
        if (count(readings, PreviewAnswer.Kind.CHANGED) > 0 || none == readings.size()) {
            return SourceState.BLOCKED;
        }
        return none + withheld == readings.size() ? SourceState.RETRYING : SourceState.READING;
    }

    private static long count(List<Reading> readings, PreviewAnswer.Kind kind) {
        return readings.stream()
                .filter(reading ->
                        reading.trouble().filter(it -> it.kind() == kind).isPresent())
                .count();
    }

    private static String lost(Reading reading, Gap gap) {
        return "Posts of @" + reading.name() + " from " + gap.from().truncatedTo(ChronoUnit.MINUTES) + " to "
                + gap.to().truncatedTo(ChronoUnit.MINUTES)
                + " may be missing: import an export of the channel to fill it.";
    }

    private static String joined(List<String> words) {
        int left = words.size() - 1 - MOST_NAMED;
        return left <= 0
                ? String.join(" ", words)
                : String.join(" ", words.subList(0, 1 + MOST_NAMED)) + " And " + left + " more.";
    }
}
