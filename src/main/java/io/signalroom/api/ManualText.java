package io.signalroom.api;

import io.signalroom.bus.message.SignalFieldsJson;
import io.signalroom.signal.FieldSpan;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The post that a signal given as values becomes: one line a field, so that it can be read like any other post and each
 * value points to its place.
 */
final class ManualText {
    private final StringBuilder text = new StringBuilder();
    private final List<FieldSpan> spans = new ArrayList<>();
    private final PostKind kind;
    private final SignalFields fields;

    private ManualText(PostKind kind, SignalFields fields) {
        this.kind = kind;
        this.fields = fields;
    }

    static ManualText of(PostKind kind, SignalFields fields) {
        ManualText post = new ManualText(kind, fields);
        JsonObject values = new JsonObject();
        SignalFieldsJson.write(kind, fields, values);
        post.text.append("kind: ").append(kind.wire());
        values.forEach(entry -> post.line(entry.getKey(), entry.getValue()));
        return post;
    }

    private void line(String field, Object value) {
        text.append('\n').append(field).append(": ");
        JsonArray values = value instanceof JsonArray array ? array : new JsonArray().add(value);
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            String word = String.valueOf(values.getValue(i));
            spans.add(new FieldSpan(field, i, text.length(), text.length() + word.length(), 1));
            text.append(word);
        }
    }

    String text() {
        return text.toString();
    }

    /** The values, each certain. */
    ParsedSignal signal() {
        return new ParsedSignal(kind, fields, spans, 1);
    }
}
