package io.signalroom.api;

import io.signalroom.problem.Problem;
import io.signalroom.security.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The contract, {@code conf/openapi.yaml}, loaded once. The world gets the file as it is; the library gets a copy with
 * three changes. It refuses media types it does not know (https://github.com/eclipse-vertx/vertx-openapi/issues/18), so
 * problem+json goes by another name there, and the forms of an export and pictures are left out; who may call what is read here and checked by {@link
 * ScopeGate}, because the library's optional security lets a bad token pass as no token; and patterns end where they end.
 */
public final class ApiContract {
    /** What the library knows problem+json as. */
    static final String PROBLEM_ALIAS = "application/vnd.problem+json";

    /** Media types of answers and bodies that are sent and taken beside the library. */
    private static final List<String> STREAMED = List.of(
            "text/csv",
            "application/x-ndjson",
            "text/event-stream",
            "image/png",
            "application/atom+xml",
            "text/html",
            "application/zip");

    private static final String FILE = "conf/openapi.yaml";
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final OpenAPIContract contract;
    private final Buffer source;
    private final Map<String, Access> access;
    private final Map<String, Set<String>> bodies;
    private final Deprecations deprecations;
    private final String basePath;

    private ApiContract(
            OpenAPIContract contract,
            Buffer source,
            Map<String, Access> access,
            Map<String, Set<String>> bodies,
            Deprecations deprecations) {
        this.contract = contract;
        this.source = source;
        this.access = Map.copyOf(access);
        this.bodies = Map.copyOf(bodies);
        this.deprecations = deprecations;
        this.basePath = URI.create(contract.getServers().get(0).getURL()).getPath();
    }

    /** Who may call an operation: holders of {@code scope}, and anybody where {@code open} or where there is no scope. */
    private record Access(boolean open, Optional<Scope> scope) {}

    /** Reads and checks the contract; fails if it is not one. */
    public static Future<ApiContract> load(Vertx vertx) {
        return vertx.executeBlocking(ApiContract::readAndParse, false).compose(file -> {
            Buffer bytes = file.bytes;
            JsonObject json = file.json;
            Map<String, Access> access = new HashMap<>();
            Map<String, Set<String>> bodies = new HashMap<>();
            json.getJsonObject("paths").forEach(path -> {
                takeSecurity((JsonObject) path.getValue(), access);
                readBodies((JsonObject) path.getValue(), bodies);
            });
            return OpenAPIContract.from(vertx, (JsonObject) renamed(json))
                    .map(contract -> new ApiContract(contract, bytes, access, bodies, Deprecations.of(json)));
        });
    }

    private record Read(Buffer bytes, JsonObject json) {}

    /** Both take seconds where a new JVM has little of a processor: not on an event loop. */
    private static Read readAndParse() {
        Buffer bytes = read();
        return new Read(bytes, parse(bytes));
    }

    private static Buffer read() {
        try (InputStream in = ApiContract.class.getClassLoader().getResourceAsStream(FILE)) {
            return Buffer.buffer(Objects.requireNonNull(in, FILE).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonObject parse(Buffer yaml) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml.toString(StandardCharsets.UTF_8));
        return new JsonObject(Json.encode(tree));
    }

    private static void takeSecurity(JsonObject path, Map<String, Access> access) {
        for (String method : METHODS) {
            JsonObject operation = path.getJsonObject(method);
            if (operation != null) {
                JsonArray security = (JsonArray) operation.remove("security");
                access.put(operation.getString("operationId"), access(security));
            }
        }
    }

    private static void readBodies(JsonObject path, Map<String, Set<String>> bodies) {
        for (String method : METHODS) {
            JsonObject operation = path.getJsonObject(method, new JsonObject());
            JsonObject body = operation.getJsonObject("requestBody");
            if (body != null) {
                bodies.put(
                        operation.getString("operationId"),
                        Set.copyOf(body.getJsonObject("content").fieldNames()));
            }
        }
    }

    private static Access access(JsonArray security) {
        boolean open = false;
        Optional<Scope> scope = Optional.empty();
        for (Object requirement : security) {
            JsonArray scopes = ((JsonObject) requirement).getJsonArray("bearerAuth");
            open |= ((JsonObject) requirement).isEmpty();
            scope = scopes == null ? scope : Scope.ofWire(scopes.getString(0));
        }
        return new Access(open, scope);
    }

    private static Object renamed(Object node) {
        if (node instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            STREAMED.forEach(object::remove);
            object.forEach(e -> {
                String name = e.getKey().equals(Problem.MEDIA_TYPE) ? PROBLEM_ALIAS : e.getKey();
                boolean pattern = name.equals("pattern") && e.getValue() instanceof String;
                copy.put(name, pattern ? whole((String) e.getValue()) : renamed(e.getValue()));
            });
            return copy;
        }
        if (node instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(e -> copy.add(renamed(e)));
            return copy;
        }
        return node;
    }

    /** In the contract's language {@code $} is the end; in Java's a line may end there and go on: {@code 182\n} is no price. */
    private static String whole(String pattern) {
        return pattern.endsWith("$") && !pattern.endsWith("\\$")
                ? pattern.substring(0, pattern.length() - 1) + "(?![\\s\\S])"
                : pattern;
    }

    /** The contract as the library sees it. */
    public OpenAPIContract openApi() {
        return contract;
    }

    /** Media types of the body that an operation takes; none if it takes no body. */
    Set<String> bodies(String operationId) {
        return bodies.getOrDefault(operationId, Set.of());
    }

    /** What is told of operations that will go. */
    Deprecations deprecations() {
        return deprecations;
    }

    /** The file as it is. */
    Buffer source() {
        return source;
    }

    /** Where an operation without parameters in its path lives. */
    String pathOf(String operationId) {
        return basePath + contract.operation(operationId).getOpenAPIPath();
    }

    /** Path under which every operation lives, without a slash at its end: {@code /api/v1}. */
    String basePath() {
        return basePath;
    }

    /**
     * The scope a caller needs.
     *
     * @param readOpen whether the operator leaves open what the contract lets him leave open
     * @return empty if no token is needed
     */
    Optional<Scope> needed(String operationId, boolean readOpen) {
        Access needed = access.get(operationId);
        return needed.open() && readOpen ? Optional.empty() : needed.scope();
    }
}
