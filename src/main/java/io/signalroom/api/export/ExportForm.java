package io.signalroom.api.export;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How a file of signals is written, a part after the other; for one file. */
public interface ExportForm {
    /** The media type, with its charset where it has one. */
    String mediaType();

    /** The end of the file's name, without a dot. */
    String extension();

    /**
     * What stands before the first signal.
     *
     * @param asOf the newest change as the file began; later ones may be in it or not
     */
    Buffer head(JsonObject asOf);

    /** Some signals as the API shows them, in their order. */
    Buffer rows(List<JsonObject> signals);

    /** What stands behind the last one. */
    Buffer tail();

    /**
     * A writer.
     *
     * @param name {@code csv}, {@code ndjson} or {@code json}
     */
    static ExportForm of(String name) {
        return switch (name) {
            case "csv" -> new CsvForm();
            case "ndjson" -> new LinesForm();
            case "json" -> new JsonForm();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
