package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.ParseText;
import io.signalroom.bus.message.Parsed;
import io.signalroom.bus.message.SignalFieldsJson;
import io.signalroom.signal.ParsedSignal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** The operations of the tag Parse: what would the parser make of this? Nothing is stored. */
final class ParseApi {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Bus bus;

    ParseApi(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> parseText(Call call) {
        JsonObject body = call.body();
        ParseText question = new ParseText(body.getString("text"), Optional.ofNullable(body.getString("replyTo")));
        return bus.<ParseText, Parsed>request(Addresses.PARSE_TEXT, question, PATIENCE)
                .map(parsed -> Answer.fresh(json(parsed)));
    }

    /** As the contract's schema {@code Judgement} says. */
    static JsonObject json(Parsed parsed) {
        JsonArray signals = new JsonArray();
        parsed.signals().forEach(s -> signals.add(json(s)));
        return new JsonObject()
                .put("kind", parsed.kind().wire())
                .put("confidence", rounded(parsed.confidence()))
                .put("reasons", new JsonArray(parsed.reasons()))
                .put("review", parsed.review())
                .put("signals", signals);
    }

    private static JsonObject json(ParsedSignal signal) {
        JsonObject json =
                new JsonObject().put("kind", signal.kind().wire()).put("confidence", rounded(signal.confidence()));
        SignalFieldsJson.write(signal.kind(), signal.fields(), json);
        JsonArray spans = new JsonArray();
        signal.spans().forEach(span -> spans.add(Parsed.spanJson(span)));
        return json.put("spans", spans);
    }

    /** To three digits, as in lists. */
    private static double rounded(double confidence) {
        return Math.round(confidence * 1000) / 1000.0;
    }
}
