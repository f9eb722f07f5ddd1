package io.signalroom.api;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.signalroom.problem.FaultyRequestException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The query of a request, decoded once, names in the case they were written, a semicolon being an ordinary character.
 * The router's own would split at semicolons and fold the case of names.
 */
final class QueryString {
    private static final int MAX_PARAMETERS = 64;
    private final Map<String, List<String>> parameters;

    private QueryString(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * Reads the query.
     *
     * @throws FaultyRequestException if it cannot be decoded
     */
    static QueryString of(String uri) {
        try {
            return new QueryString(
                    new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MAX_PARAMETERS, true).parameters());
        } catch (IllegalArgumentException e) {
            throw new FaultyRequestException("/query", "The query has a % that is not followed by two hex digits.");
        }
    }

    Map<String, List<String>> parameters() {
        return parameters;
    }

    /** The same query with one parameter set, encoded, without the question mark. */
    String with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>();
        parameters.forEach((key, values) -> all.put(key, values.get(0)));
        all.put(name, value);
        StringBuilder text = new StringBuilder();
        all.forEach((key, v) -> text.append(text.isEmpty() ? "" : "&")
                .append(encode(key))
                .append('=')
                .append(encode(v)));
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
