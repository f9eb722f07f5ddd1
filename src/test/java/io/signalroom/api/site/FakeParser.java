package io.signalroom.api.site;

import io.signalroom.bus.message.Parsed;
import io.signalroom.bus.message.SignalFieldsJson;
import io.signalroom.parse.SignalParser;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** {@code POST /api/v1/parse} as agreed: the real parser behind the agreed form. */
final class FakeParser {

    private static final double REVIEW_BELOW = 0.6;
    private static final SignalParser PARSER = new SignalParser();

    private FakeParser() {}

    static void mount(Router router) {
        router.post("/api/v1/parse")
                .handler(BodyHandler.create(false).setBodyLimit(524_288))
                .handler(FakeParser::answer);
    }

    /** The agreed answer to a text that answers nothing. */
    static JsonObject answer(String text) {
        return json(PARSER.parse(text));
    }

    private static void answer(RoutingContext rc) {
        JsonObject asked = rc.body().asJsonObject();
        String replyTo = asked.getString("replyTo");
        List<ParsedSignal> parents =
                replyTo == null ? List.of() : PARSER.parse(replyTo).signals();
        rc.json(json(PARSER.parse(asked.getString("text"), parents.isEmpty() ? null : parents.get(0))));
    }

    private static JsonObject json(Judgement judgement) {
        JsonArray signals = new JsonArray();
        judgement.signals().forEach(signal -> signals.add(json(signal)));
        return new JsonObject()
                .put("kind", judgement.kind().wire())
                .put("confidence", judgement.confidence())
                .put("reasons", new JsonArray(judgement.reasons()))
                .put("review", !judgement.signals().isEmpty() && judgement.confidence() < REVIEW_BELOW)
                .put("signals", signals);
    }

    private static JsonObject json(ParsedSignal signal) {
        JsonObject json = new JsonObject().put("kind", signal.kind().wire()).put("confidence", signal.confidence());
        SignalFieldsJson.write(signal.kind(), signal.fields(), json);
        JsonArray spans = new JsonArray();
        signal.spans().forEach(span -> spans.add(Parsed.spanJson(span)));
        return json.put("spans", spans);
    }
}
