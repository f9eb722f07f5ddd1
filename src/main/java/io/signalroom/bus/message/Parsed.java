package io.signalroom.bus.message;

import io.signalroom.signal.FieldSpan;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a parser makes of a text.
 *
 * @param kind of the text; {@link PostKind#NOISE} exactly when {@code signals} is empty
 * @param confidence in the kind, 0 to 1
 * @param reasons short phrases that led to the decision, most important first
 * @param review true if one of the signals is so unsure that it would wait for an operator
 * @param signals what was read, in the order of the text
 */
public record Parsed(
        PostKind kind, double confidence, List<String> reasons, boolean review, List<ParsedSignal> signals) {
    public Parsed {
        reasons = List.copyOf(reasons);
        signals = List.copyOf(signals);
    }

    /**
     * The parser's judgement, to be sent.
     *
     * @param reviewBelow signals of less confidence wait for an operator, 0 to 1
     */
    public static Parsed of(Judgement judgement, double reviewBelow) {
        boolean review = judgement.signals().stream().anyMatch(s -> s.confidence() < reviewBelow);
        return new Parsed(judgement.kind(), judgement.confidence(), judgement.reasons(), review, judgement.signals());
    }

    public JsonObject toJson() {
        JsonArray array = new JsonArray();
        signals.forEach(s -> array.add(signalJson(s)));
        return new JsonObject()
                .put("kind", kind.wire())
                .put("confidence", confidence)
                .put("reasons", new JsonArray(reasons))
                .put("review", review)
                .put("signals", array);
    }

    public static Parsed fromJson(JsonObject json) {
        List<ParsedSignal> signals = new ArrayList<>();
        json.getJsonArray("signals").forEach(s -> signals.add(signal((JsonObject) s)));
        return new Parsed(
                PostKind.ofWire(json.getString("kind")),
                json.getDouble("confidence"),
                json.getJsonArray("reasons").stream().map(String.class::cast).toList(),
                json.getBoolean("review", false),
                signals);
    }

    private static JsonObject signalJson(ParsedSignal signal) {
        JsonObject fields = new JsonObject();
        SignalFieldsJson.write(signal.kind(), signal.fields(), fields);
        JsonArray spans = new JsonArray();
        signal.spans().forEach(span -> spans.add(spanJson(span)));
        return new JsonObject()
                .put("kind", signal.kind().wire())
                .put("confidence", signal.confidence())
                .put("fields", fields)
                .put("spans", spans);
    }

    private static ParsedSignal signal(JsonObject json) {
        List<FieldSpan> spans = new ArrayList<>();
        json.getJsonArray("spans").forEach(s -> spans.add(span((JsonObject) s)));
        return new ParsedSignal(
                PostKind.ofWire(json.getString("kind")),
                SignalFieldsJson.read(json.getJsonObject("fields")),
                spans,
                json.getDouble("confidence"));
    }

    /** The JSON of one span, the same in the API and in SQL. */
    public static JsonObject spanJson(FieldSpan span) {
        return new JsonObject()
                .put("field", span.field())
                .put("index", span.index())
                .put("start", span.start())
                .put("end", span.end())
                .put("confidence", span.confidence());
    }

    private static FieldSpan span(JsonObject json) {
        return new FieldSpan(
                json.getString("field"),
                json.getInteger("index"),
                json.getInteger("start"),
                json.getInteger("end"),
                json.getDouble("confidence"));
    }
}
