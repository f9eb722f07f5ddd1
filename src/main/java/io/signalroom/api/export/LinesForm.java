package io.signalroom.api.export;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A signal a line (https://github.com/ndjson/ndjson-spec). */
final class LinesForm implements ExportForm {
    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public String extension() {
        return "ndjson";
    }

    @Override
    public Buffer head(JsonObject asOf) {
        return Buffer.buffer();
    }

    @Override
    public Buffer rows(List<JsonObject> signals) {
        Buffer lines = Buffer.buffer();
        signals.forEach(signal -> lines.appendBuffer(signal.toBuffer()).appendByte((byte) '\n'));
        return lines;
    }

    @Override
    public Buffer tail() {
        return Buffer.buffer();
    }
}
