package io.signalroom.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.io.IOException;

/** JSON that can be read in one way only: of a name that stands twice, parsers take the first or the last. */
final class Strictly {
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Strictly() {}

    /** @throws DecodeException if it is not JSON or a name stands twice in one object */
    static void json(Buffer text) {
        try (JsonParser parser = STRICT.createParser(text.getBytes())) {
            while (parser.nextToken() != null) {
                // only to see that it ends well
            }
        } catch (IOException e) {
            throw new DecodeException("not one value, each name once", e);
        }
    }
}
