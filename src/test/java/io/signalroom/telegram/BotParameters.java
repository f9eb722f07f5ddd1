package io.signalroom.telegram;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The parameters of a call, which come in the query, as a form or as JSON, alone or together. */
final class BotParameters {
    private static final Set<String> NUMBERS = Set.of("offset", "limit", "timeout");
    private static final Set<String> LISTS = Set.of("allowed_updates");

    private BotParameters() {}

    static JsonObject of(HttpServerRequest request, Buffer body) {
        JsonObject parameters = new JsonObject();
        request.params().forEach(p -> put(parameters, p.getKey(), p.getValue()));
        String type = String.valueOf(request.getHeader("content-type"));
        if (body.length() == 0) {
            return parameters;
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            form(body.toString()).forEach(p -> put(parameters, p.getKey(), p.getValue()));
            return parameters;
        }
        return parameters.mergeIn(new JsonObject(body));
    }

    private static MultiMap form(String body) {
        MultiMap form = MultiMap.caseInsensitiveMultiMap();
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            form.add(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
        }
        return form;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static void put(JsonObject parameters, String name, String value) {
        if (NUMBERS.contains(name)) {
            parameters.put(name, Long.valueOf(value));
        } else {
            parameters.put(name, LISTS.contains(name) ? new JsonArray(value) : value);
        }
    }
}
