package io.signalroom.api;

import static io.vertx.json.schema.common.dsl.SchemaType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.problem.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds every answer the tests get against the contract. */
final class ContractOracle {
    private static final Set<Integer> OUTSIDE = Set.of(404, 405);
    /** Answers before anybody knows which operation is asked for; the contract tells of them once. */
    private static final Set<Integer> UNREAD = Set.of(414, 431);

    private final OpenAPIContract contract;
    private final ResponseValidator validator;
    private final JsonObject source;

    ContractOracle(Vertx vertx, ApiContract loaded) {
        this.contract = loaded.openApi();
        this.source = ApiContract.parse(loaded.source());
        this.validator = ResponseValidator.create(vertx, contract);
    }

    void check(HttpMethod method, String path, HttpResponse<Buffer> response) {
        int status = response.statusCode();
        boolean error = status >= 400;
        if (error) {
            assertThat(response.getHeader("Content-Type")).isEqualTo(Problem.MEDIA_TYPE);
        }
        if (error && !method.equals(HttpMethod.HEAD)) {
            assertThat(response.bodyAsJsonObject().getInteger("status")).isEqualTo(status);
            assertThat(response.bodyAsJsonObject().getString("requestId"))
                    .isEqualTo(response.getHeader("X-Request-Id"));
        }
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("Content-Security-Policy")).startsWith("default-src 'none'");
        if (UNREAD.contains(status)) {
            return;
        }
        Operation operation = contract.findOperation(path, method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
        if (operation == null) {
            assertThat(OUTSIDE.contains(status) || status == 204 || status == 400)
                    .as("%s %s", method, path)
                    .isTrue();
            return;
        }
        assertThat(operation.getResponse(status))
                .as("%s documents %s", operation.getOperationId(), status)
                .isNotNull();
        if (!method.equals(HttpMethod.HEAD)) {
            validate(operation, response, error);
        }
    }

    private void validate(Operation operation, HttpResponse<Buffer> response, boolean error) {
        Map<String, String> headers = new HashMap<>();
        for (Parameter header : operation.getResponse(response.statusCode()).getHeaders()) {
            String value = response.getHeader(header.getName());
            if (value != null) { // the validator reads a header as JSON first
                headers.put(header.getName(), header.getSchemaType() == STRING ? Json.encode(value) : value);
            }
        }
        if (!error && streamed(operation, response)) {
            return;
        }
        String type = error ? ApiContract.PROBLEM_ALIAS : response.getHeader("Content-Type");
        Buffer body = response.body();
        ValidatableResponse answer = body == null
                ? ValidatableResponse.create(response.statusCode(), headers)
                : ValidatableResponse.create(response.statusCode(), headers, body, type);
        Wait.on(validator.validate(answer, operation.getOperationId()));
        if (body != null) {
            JsonObject described = described(operation, response);
            assertThat(Undocumented.in(source, described, Json.decodeValue(body)))
                    .isEmpty();
        }
    }

    private JsonObject described(Operation operation, HttpResponse<Buffer> response) {
        return source.getJsonObject("paths")
                .getJsonObject(operation.getOpenAPIPath())
                .getJsonObject(operation.getHttpMethod().name().toLowerCase(Locale.ROOT))
                .getJsonObject("responses")
                .getJsonObject(String.valueOf(response.statusCode()));
    }

    /** A form that is no JSON has no schema but its media type. */
    private boolean streamed(Operation operation, HttpResponse<Buffer> response) {
        String type = String.valueOf(response.getHeader("Content-Type"));
        if (response.statusCode() != 200 || type.equals("application/json")) {
            return false;
        }
        assertThat(described(operation, response).getJsonObject("content").fieldNames())
                .contains(type.split(";")[0]);
        return true;
    }
}
