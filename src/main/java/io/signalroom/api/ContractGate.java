package io.signalroom.api;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Decides, before a body is read, whether the contract has such a path (404), method (405), answer (406) and request
 * body (415). The library would answer 400 or nothing for the last two.
 */
final class ContractGate implements Handler<RoutingContext> {
    /** The media type taken and given, but for files. */
    static final String JSON = "application/json";

    /** Key of the operation in the routing context. */
    static final String OPERATION = "operation";

    private final OpenAPIContract contract;
    private final ApiContract api;
    private final Deprecations deprecations;

    ContractGate(ApiContract contract) {
        this.contract = contract.openApi();
        this.api = contract;
        this.deprecations = contract.deprecations();
    }

    @Override
    public void handle(RoutingContext rc) {
        String asked = rc.normalizedPath();
        Path path = asked.endsWith("/") ? null : contract.findPath(asked);
        if (path == null) {
            throw new DomainException(Failure.NOT_FOUND, "The API has no such path. It is described at /docs.");
        }
        HttpMethod method = rc.request().method();
        if (method.equals(HttpMethod.OPTIONS)) {
            rc.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.ALLOW, allowed(path))
                    .end();
            return;
        }
        Operation operation = path.getOperations().stream()
                .filter(o -> o.getHttpMethod().equals(method))
                .findFirst()
                .orElse(null);
        if (operation == null) {
            rc.response().putHeader(HttpHeaders.ALLOW, allowed(path));
            throw new DomainException(Failure.METHOD_NOT_ALLOWED, "This path takes " + allowed(path) + ".");
        }
        rc.put(OPERATION, operation);
        deprecations.tell(operation.getOperationId(), rc.response().headers());
        checkAccept(rc, operation);
        checkContent(rc, operation);
        rc.next();
    }

    private static String allowed(Path path) {
        String methods = path.getOperations().stream()
                .map(o -> o.getHttpMethod().name())
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(", "));
        return (methods.contains("GET") ? methods + ", HEAD" : methods) + ", OPTIONS";
    }

    private static void checkAccept(RoutingContext rc, Operation operation) {
        boolean answersWithContent = operation.getResponse(406) != null;
        String accept = rc.request().getHeader(HttpHeaders.ACCEPT);
        if (answersWithContent && accept != null && !AcceptHeader.takes(accept, JSON)) {
            throw new DomainException(Failure.NOT_ACCEPTABLE, "This answers with " + JSON + " only.");
        }
    }

    private void checkContent(RoutingContext rc, Operation operation) {
        HttpServerRequest request = rc.request();
        if (operation.getRequestBody() == null) {
            return;
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        String taken = api.bodies(operation.getOperationId()).stream().sorted().collect(Collectors.joining(", "));
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw refused(rc, taken, "Send the body without Content-Encoding.");
        }
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (!isJson(type) && !isFile(type, operation)) {
            throw refused(rc, taken, "Send Content-Type: " + taken + ".");
        }
    }

    /** Of a form that the operation takes beside JSON; what it is indeed, is seen when it is read. */
    private boolean isFile(String contentType, Operation operation) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return !type.equals(JSON) && api.bodies(operation.getOperationId()).contains(type);
    }

    private static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        return type.equals(JSON) || type.equals(JSON + ";charset=utf-8");
    }

    private static DomainException refused(RoutingContext rc, String taken, String detail) {
        rc.response().putHeader(HttpHeaders.ACCEPT, taken);
        return new DomainException(Failure.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
