package io.signalroom.bus.message;

import io.signalroom.signal.FieldSpan;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What a parser says of a text.
 *
 * @param judgement the whole of it
 */
public record Parsed(Judgement judgement) {
    public JsonObject toJson() {
        JsonArray signals = new JsonArray();
        judgement.signals().forEach(s -> signals.add(signal(s)));
        return new JsonObject()
                .put("kind", judgement.kind().wire())
                .put("confidence", judgement.confidence())
                .put("reasons", new JsonArray(judgement.reasons()))
                .put("signals", signals);
    }

    public static Parsed fromJson(JsonObject json) {
        return new Parsed(new Judgement(
                PostKind.ofWire(json.getString("kind")),
                json.getDouble("confidence"),
                json.getJsonArray("reasons").stream().map(String.class::cast).toList(),
                json.getJsonArray("signals").stream()
                        .map(s -> signal((JsonObject) s))
                        .toList()));
    }

    private static JsonObject signal(ParsedSignal signal) {
        JsonObject fields = new JsonObject();
        SignalFieldsJson.write(signal.kind(), signal.fields(), fields);
        JsonArray spans = new JsonArray();
        signal.spans().forEach(s -> spans.add(spanJson(s)));
        return new JsonObject()
                .put("kind", signal.kind().wire())
                .put("confidence", signal.confidence())
                .put("fields", fields)
                .put("spans", spans);
    }

    private static ParsedSignal signal(JsonObject json) {
        return new ParsedSignal(
                PostKind.ofWire(json.getString("kind")),
                SignalFieldsJson.read(json.getJsonObject("fields")),
                json.getJsonArray("spans").stream()
                        .map(s -> span((JsonObject) s))
                        .toList(),
                json.getDouble("confidence"));
    }

    /** The JSON of one span, the same in the API. */
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
