package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiContractTest {
    private static Vertx vertx;
    private static ApiContract contract;

    @BeforeAll
    static void load() {
        vertx = Vertx.vertx();
        contract = Wait.on(ApiContract.load(vertx));
    }

    @AfterAll
    static void close() {
        vertx.close();
    }

    @Test
    void there_is_a_handler_for_every_operation_and_an_operation_for_every_handler() {
        List<String> handled =
                Arrays.stream(Operation.values()).map(Operation::id).toList();
        List<String> documented = contract.openApi().operations().stream()
                .map(io.vertx.openapi.contract.Operation::getOperationId)
                .toList();
        assertThat(handled).containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void every_handler_is_a_method_of_the_operations_name_in_the_class_of_its_tag() {
        for (io.vertx.openapi.contract.Operation operation : contract.openApi().operations()) {
            String type = "io.signalroom.api." + operation.getTags().get(0) + "Api";
            assertThat(methods(type)).as(type).contains(operation.getOperationId());
        }
    }

    private static List<String> methods(String type) {
        try {
            return Arrays.stream(Class.forName(type).getDeclaredMethods())
                    .map(java.lang.reflect.Method::getName)
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void changes_need_the_scope_write_keys_webhooks_and_benchmarks_admin_and_reading_the_scope_read_once_closed() {
        for (io.vertx.openapi.contract.Operation operation : contract.openApi().operations()) {
            String id = operation.getOperationId();
            // whoever has a key, and no token yet; and who tells it in his first message
            if (List.of("createToken", "openLiveSocket", "takeUpdate").contains(id)) {
                assertThat(contract.needed(id, false)).isEmpty();
                continue;
            }
            boolean admin = id.equals("runBenchmark")
                    || id.endsWith("Key")
                    || id.equals("listKeys")
                    || id.contains("Webhook")
                    || id.contains("Import")
                    || id.endsWith("Demo");
            boolean calls = id.equals("previewChannel"); // somebody else, on whoever's behalf
            boolean reads = !admin && !calls && operation.getHttpMethod().name().equals("GET")
                    || id.equals("parseText"); // stores nothing
            Scope needed = admin ? Scope.ADMIN : reads ? Scope.READ : Scope.WRITE;
            assertThat(contract.needed(id, false)).as(id).contains(needed);
            assertThat(contract.needed(id, true).isEmpty()).as(id).isEqualTo(reads);
        }
    }

    @Test
    void the_library_still_refuses_problem_json_so_the_alias_is_still_needed() {
        JsonObject asItIs = ApiContract.parse(contract.source());
        assertThat(contract.source().toString())
                .contains("application/problem+json")
                .doesNotContain("vnd.problem");
        assertThat(OpenAPIContract.from(vertx, asItIs).toCompletionStage().toCompletableFuture())
                .failsWithin(java.time.Duration.ofSeconds(20));
    }

    @Test
    void patterns_are_read_alike_here_and_in_a_browser() {
        assertThat(contract.source().toString()).doesNotContain("\\p{", "(?i", "\\A", "\\z");
    }

    @Test
    void every_example_of_a_body_or_an_answer_fits_its_schema() {
        List<String> checked = new ArrayList<>();
        JsonObject paths = contract.openApi().getRawContract().getJsonObject("paths");
        walk("", paths, checked);
        assertThat(checked).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void every_json_that_is_answered_has_an_example() {
        for (io.vertx.openapi.contract.Operation operation : contract.openApi().operations()) {
            JsonObject responses = operation.getOpenAPIModel().getJsonObject("responses");
            responses.fieldNames().stream()
                    .filter(status -> status.matches("[0-9]+"))
                    .forEach(status -> shown(
                            operation.getOperationId() + " " + status,
                            responses.getJsonObject(status).getJsonObject("content", new JsonObject())));
        }
    }

    private static void shown(String answer, JsonObject content) {
        content.fieldNames().stream()
                .filter(type -> type.matches("application/(.+\\+)?json"))
                .forEach(type -> assertThat(content.getJsonObject(type).fieldNames())
                        .as(answer)
                        .containsAnyOf("example", "examples"));
    }

    private static void walk(String place, Object node, List<String> checked) {
        if (!(node instanceof JsonObject object)) {
            return;
        }
        if (object.containsKey("schema") && object.getValue("schema") instanceof JsonObject schema) {
            if (object.containsKey("example")) {
                fits(place, schema, object.getValue("example"), checked);
            }
            object.getJsonObject("examples", new JsonObject()).forEach(e -> {
                if (e.getValue() instanceof JsonObject example) {
                    fits(place + "/" + e.getKey(), schema, example.getValue("value"), checked);
                }
            });
        }
        object.forEach(e -> walk(place + "/" + e.getKey(), e.getValue(), checked));
    }

    private static void fits(String place, JsonObject schema, Object example, List<String> checked) {
        Validator validator =
                contract.openApi().getSchemaRepository().validator(io.vertx.json.schema.JsonSchema.of(schema));
        assertThat(SchemaFaults.of(place, validator.validate(plain(example)))).isEmpty();
        checked.add(place);
    }

    /** Without the mark that the library leaves in every object. */
    private static Object plain(Object json) {
        if (json instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.forEach(e -> {
                if (!e.getKey().startsWith("__")) {
                    copy.put(e.getKey(), plain(e.getValue()));
                }
            });
            return copy;
        }
        return json instanceof JsonArray array
                ? new JsonArray(array.stream().map(ApiContractTest::plain).toList())
                : json;
    }
}
