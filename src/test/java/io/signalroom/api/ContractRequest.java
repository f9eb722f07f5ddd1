package io.signalroom.api;

import io.signalroom.security.Scope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.client.HttpResponse;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request to an operation, in the form that can still be changed.
 *
 * @param path values by name
 * @param query names and values in their order, so that a name may come twice
 * @param body what is sent, or null
 */
record ContractRequest(
        ContractSource.Described operation,
        Map<String, Object> path,
        List<Map.Entry<String, Object>> query,
        Map<String, Object> headers,
        Buffer body) {
    private static final String CONTENT_TYPE = "Content-Type";

    ContractRequest {
        path = Map.copyOf(path);
        query = List.copyOf(query);
        headers = Map.copyOf(headers);
    }

    ContractRequest withPath(String name, Object value) {
        return new ContractRequest(operation, with(path, name, value), query, headers, body);
    }

    ContractRequest withHeader(String name, Object value) {
        return new ContractRequest(operation, path, query, with(headers, name, value), body);
    }

    ContractRequest without(String in, String name) {
        Map<String, Object> left = new LinkedHashMap<>(headers);
        left.remove(in.equals("header") ? name : "");
        List<Map.Entry<String, Object>> asked = query.stream()
                .filter(e -> !in.equals("query") || !e.getKey().equals(name))
                .toList();
        return new ContractRequest(operation, path, asked, left, body);
    }

    /** Asks it too, beside what is asked. */
    ContractRequest plusQuery(String name, Object value) {
        List<Map.Entry<String, Object>> more = new ArrayList<>(query);
        more.add(Map.entry(name, value));
        return new ContractRequest(operation, path, more, headers, body);
    }

    ContractRequest withBody(Buffer bytes) {
        return new ContractRequest(operation, path, query, headers, bytes);
    }

    private static Map<String, Object> with(Map<String, Object> all, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(all);
        more.put(name, value);
        return more;
    }

    HttpResponse<Buffer> send(ApiServer server) {
        return server.send(
                operation.method(),
                target(),
                request -> {
                    request.bearerTokenAuthentication(server.token(Scope.ADMIN));
                    if (body != null) {
                        request.putHeader(CONTENT_TYPE, ContractGate.JSON);
                    }
                    if (operation.id().equals("takeUpdate")) {
                        request.putHeader(ApiServer.TELEGRAM_HEADER, ApiServer.TELEGRAM_SECRET);
                    }
                    headers.forEach((name, value) -> request.putHeader(name, written(value)));
                    return request;
                },
                body);
    }

    String target() {
        String target = operation.path();
        for (Map.Entry<String, Object> value : path.entrySet()) {
            target = target.replace("{" + value.getKey() + "}", encoded(value.getValue()));
        }
        String asked = query.stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
        return asked.isEmpty() ? target : target + "?" + asked;
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(written(value), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As it stands in an address or a header. */
    private static String written(Object value) {
        if (value instanceof JsonArray several) {
            return several.stream().map(ContractRequest::written).collect(Collectors.joining(","));
        }
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    /** What a report shows. */
    @Override
    public String toString() {
        return operation.method() + " " + target() + " " + headers + " " + (body == null ? "" : body);
    }

    int lineBytes() {
        return (operation.method() + " " + ApiServer.API + target() + " HTTP/1.1").length();
    }

    int bytes() {
        return body == null ? 0 : body.length();
    }
}
