package io.signalroom.api.card;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The words on a picture and in a feed. Those who unfurl links or read feeds say nothing of their language. */
public final class English {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("entries", "Entry"),
            Map.entry("entryMarket", "Entry at market"),
            Map.entry("targets", "Targets"),
            Map.entry("targetsPercent", "Targets"),
            Map.entry("stopLoss", "Stop"),
            Map.entry("stopLossPercent", "Stop"),
            Map.entry("trade_signal", "Trade call"),
            Map.entry("signal_update", "Update"),
            Map.entry("no_data", "No prices"),
            Map.entry("unfilled", "Not filled"),
            Map.entry("demo", "Invented for the demo"));

    private English() {}

    /** The word for a name or value of the contract. */
    public static String word(String name) {
        String known = WORDS.get(name);
        if (known != null || name.isEmpty()) {
            return known == null ? "" : known;
        }
        String plain = name.replace('_', ' ').toLowerCase(Locale.ROOT);
        return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
    }

    static String moment(String time) {
        return MOMENT.format(Instant.parse(time));
    }

    static String rung(Ladder.Rung rung) {
        return switch (rung.part()) {
            case ENTRY -> "Entry";
            case TARGET -> "Target " + rung.number();
            case STOP -> "Stop";
        };
    }

    /** How a call turned out; empty if nothing is measured. */
    public static String outcome(Gist.Outcome outcome) {
        return outcome.look().equals("target")
                ? "Target " + outcome.hit() + " of " + outcome.targets()
                : word(outcome.look());
    }
}
