package io.signalroom.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.io.IOException;

/** JSON that can be read in one way only: of a name that stands twice, parsers take the first or the last. */
final class Strictly {
    /** More than any body of this API has; a name more must be held against all before it. */
    private static final long MOST_TOKENS = 20_000;

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
            .build();

    private Strictly() {}

    /** @throws DecodeException if it is not JSON, a name stands twice in one object, or it has too many parts */
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
