package io.signalroom.webhook;

import io.signalroom.ledger.EnvelopeTokens;
import io.signalroom.ledger.HeardEvents.Heard;
import io.signalroom.ledger.HeardEvents.Subject;
import io.signalroom.signal.ChannelInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Which events a webhook is told of. An empty list means any; what is not known of a signal that is gone is taken to fit, so that
 * nobody keeps a signal that was taken back.
 *
 * @param tokens base assets in capitals
 * @param channels as {@link ChannelInfo#plain} spells them
 * @param kinds wire names of kinds of signals
 * @param origins wire names of origins
 * @param minConfidence 0 to 1
 * @param events wire names of types of events
 */
public record WebhookFilters(
        List<String> tokens,
        List<String> channels,
        List<String> kinds,
        List<String> origins,
        OptionalDouble minConfidence,
        List<String> events) {
    private static final String TOKENS = "tokens";
    private static final String CHANNELS = "channels";
    private static final String KINDS = "kinds";
    private static final String ORIGINS = "origins";
    private static final String MIN_CONFIDENCE = "minConfidence";
    private static final String EVENTS = "events";

    public WebhookFilters {
        tokens = tokens.stream().map(t -> t.toUpperCase(Locale.ROOT)).distinct().toList();
        channels = channels.stream().map(ChannelInfo::plain).distinct().toList();
        kinds = List.copyOf(kinds);
        origins = List.copyOf(origins);
        events = List.copyOf(events);
    }

    /** Of JSON that fits the contract. */
    public static WebhookFilters of(JsonObject json) {
        Number least = json.getNumber(MIN_CONFIDENCE);
        return new WebhookFilters(
                words(json, TOKENS),
                words(json, CHANNELS),
                words(json, KINDS),
                words(json, ORIGINS),
                least == null ? OptionalDouble.empty() : OptionalDouble.of(least.doubleValue()),
                words(json, EVENTS));
    }

    private static List<String> words(JsonObject json, String name) {
        return json.getJsonArray(name, new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }

    /** What {@link #of} reads; filters that let everything pass are left out. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        put(json, TOKENS, tokens);
        put(json, CHANNELS, channels);
        put(json, KINDS, kinds);
        put(json, ORIGINS, origins);
        minConfidence.ifPresent(least -> json.put(MIN_CONFIDENCE, least));
        put(json, EVENTS, events);
        return json;
    }

    private static void put(JsonObject json, String name, List<String> words) {
        if (!words.isEmpty()) {
            json.put(name, new JsonArray(words));
        }
    }

    /** Whether an event is to be told. */
    boolean match(Heard heard) {
        Subject subject = heard.subject();
        return fits(events, heard.envelope().getString("type"))
                && fits(kinds, subject.kind())
                && fits(origins, subject.origin())
                && token(heard)
                && channel(subject)
                && sure(subject);
    }

    private static boolean fits(List<String> wanted, String word) {
        return wanted.isEmpty() || wanted.contains(word);
    }

    private boolean token(Heard heard) {
        JsonObject signal = heard.envelope().getJsonObject("data");
        return tokens.isEmpty()
                || (EnvelopeTokens.known(signal)
                        ? EnvelopeTokens.of(signal).stream().anyMatch(tokens::contains)
                        : heard.subject().token().map(tokens::contains).orElse(true));
    }

    private boolean channel(Subject subject) {
        return fits(channels, String.valueOf(subject.channelId()))
                || subject.username()
                        .map(ChannelInfo::plain)
                        .filter(channels::contains)
                        .isPresent();
    }

    /** Stored as a float: compared as one, so that 0.9 is not less than 0.9. */
    private boolean sure(Subject subject) {
        return minConfidence.isEmpty()
                || subject.confidence().isEmpty()
                || (float) subject.confidence().getAsDouble() >= (float) minConfidence.getAsDouble();
    }
}
