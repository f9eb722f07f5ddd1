package io.signalroom.api.export;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One object: {@code {"asOf":{...},"data":[...]}}. */
final class JsonForm implements ExportForm {
    private boolean begun;

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public String extension() {
        return "json";
    }

    @Override
    public Buffer head(JsonObject asOf) {
        return Buffer.buffer("{\"asOf\":" + asOf.encode() + ",\"data\":[");
    }

    @Override
    public Buffer rows(List<JsonObject> signals) {
        Buffer rows = Buffer.buffer();
        for (JsonObject signal : signals) {
            rows.appendString(begun ? ",\n" : "\n").appendBuffer(signal.toBuffer());
            begun = true;
        }
        return rows;
    }

    @Override
    public Buffer tail() {
        return Buffer.buffer("\n]}\n");
    }
}
