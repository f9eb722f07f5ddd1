package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.Pattern.Finding;
import io.signalroom.analytics.pattern.Pattern.Signals;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.signalroom.analytics.pattern.Pattern.Subject;
import io.signalroom.signal.SignalEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Joins a channel's pump alerts into pumps and says how far each has come. A pump ends with its result or its cancellation, when
 * the channel announces another after the coin was named, or after 36 hours of silence. Score by what a reader can still do about
 * it: named 100, counting down 70, announced 40, result out 30, called off 10.
 */
final class PumpStages {
    private static final Duration SILENCE = Duration.ofHours(36);
    private static final Map<SignalEvent, Stage> STAGES = Map.of(
            SignalEvent.ANNOUNCED, new Stage(1, 40, "has announced a pump"),
            SignalEvent.COUNTDOWN, new Stage(2, 70, "counts down to a pump"),
            SignalEvent.REVEAL, new Stage(3, 100, "has named the coin of its pump"),
            SignalEvent.RESULT, new Stage(4, 30, "tells the result of its pump"),
            SignalEvent.CANCELLED, new Stage(5, 10, "has called off a pump"));

    /** The events that are stages of a pump. */
    static final List<SignalEvent> EVENTS = List.of(
            SignalEvent.ANNOUNCED,
            SignalEvent.COUNTDOWN,
            SignalEvent.REVEAL,
            SignalEvent.RESULT,
            SignalEvent.CANCELLED);

    private PumpStages() {}

    private record Stage(int order, double score, String words) {
        /** Whether a pump that has come so far can go on with another stage: an end is followed by nothing. */
        boolean leadsTo(Stage next) {
            return order < 4 && order <= next.order || order < 3 && next.order < 3;
        }
    }

    /**
     * One alert.
     *
     * @param event one of {@link #EVENTS}
     * @param symbol null unless it names the coin
     */
    record Alert(UUID id, Instant at, long channel, SignalEvent event, String symbol) {}

    /** The pumps of all channels; one that consists of nothing but a result or a cancellation is left out. */
    static List<Pattern> find(List<Alert> alerts, Map<Long, String> names) {
        Map<Long, List<Alert>> byChannel = alerts.stream()
                .sorted(Comparator.comparing(Alert::at).thenComparing(Alert::id))
                .collect(Collectors.groupingBy(Alert::channel));
        return byChannel.values().stream()
                .flatMap(own -> pumps(own).stream())
                .filter(pump -> STAGES.get(pump.get(0).event).order < 4)
                .map(pump -> pattern(pump, names))
                .toList();
    }

    private static List<List<Alert>> pumps(List<Alert> alerts) {
        List<List<Alert>> pumps = new ArrayList<>();
        Alert last = null;
        for (Alert alert : alerts) {
            if (last == null || !goesOn(last, alert)) {
                pumps.add(new ArrayList<>());
            }
            pumps.get(pumps.size() - 1).add(alert);
            last = alert;
        }
        return pumps;
    }

    private static boolean goesOn(Alert last, Alert next) {
        return STAGES.get(last.event).leadsTo(STAGES.get(next.event))
                && Duration.between(last.at, next.at).compareTo(SILENCE) <= 0;
    }

    private static Pattern pattern(List<Alert> pump, Map<Long, String> names) {
        Alert first = pump.get(0);
        Alert last = pump.get(pump.size() - 1);
        String symbol = pump.stream()
                .map(Alert::symbol)
                .filter(Objects::nonNull)
                .reduce((a, b) -> b)
                .orElse(null);
        Stage stage = STAGES.get(last.event);
        List<UUID> newest = new ArrayList<>();
        pump.forEach(alert -> newest.add(0, alert.id));
        String title =
                Words.name(names, first.channel) + " " + stage.words + (symbol == null ? "." : ": " + symbol + ".");
        return new Pattern(
                PatternKind.PUMP_STAGE,
                new Subject(first.id.toString(), symbol, List.of(first.channel)),
                stage.score,
                new Stretch(first.at, last.at),
                new Finding(title, evidence(pump)),
                new Signals(newest, pump.size()));
    }

    private static JsonObject evidence(List<Alert> pump) {
        Alert last = pump.get(pump.size() - 1);
        JsonArray stages = new JsonArray();
        pump.stream()
                .skip(Math.max(0, pump.size() - Pattern.LISTED))
                .forEach(alert -> stages.add(
                        new JsonObject().put("stage", alert.event.name()).put("at", alert.at.toString())));
        return new JsonObject()
                .put("stage", last.event.name())
                .put("stages", stages)
                .put("alerts", pump.size())
                .put("minutes", Duration.between(pump.get(0).at, last.at).toMinutes());
    }
}
