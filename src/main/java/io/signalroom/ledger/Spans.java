package io.signalroom.ledger;

import io.signalroom.bus.message.Parsed;
import io.signalroom.signal.FieldSpan;
import io.vertx.core.json.JsonArray;
import java.util.List;

/** The stored form of spans: an array each instead of an object, because every signal has a dozen of them. */
final class Spans {
    private Spans() {}

    static JsonArray stored(List<FieldSpan> spans) {
        JsonArray array = new JsonArray();
        for (FieldSpan span : spans) {
            array.add(new JsonArray()
                    .add(span.field())
                    .add(span.index())
                    .add(span.start())
                    .add(span.end())
                    .add(span.confidence()));
        }
        return array;
    }

    /** As the API shows them. */
    static JsonArray json(JsonArray stored) {
        JsonArray array = new JsonArray();
        for (Object row : stored) {
            JsonArray s = (JsonArray) row;
            array.add(Parsed.spanJson(
                    new FieldSpan(s.getString(0), s.getInteger(1), s.getInteger(2), s.getInteger(3), s.getDouble(4))));
        }
        return array;
    }
}
