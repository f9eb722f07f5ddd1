package io.signalroom.api;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.security.Jwt;
import io.signalroom.security.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A request that fits the contract. Values have the types their schemas say, defaults are filled in.
 *
 * @param path that was asked for
 * @param query as it came
 * @param values of path and query parameters by name
 * @param body the JSON body, or null if the operation takes none
 * @param caller whom the token speaks for, if one was sent
 * @param client whom the request is counted for: the caller, or else his address
 */
record Call(
        String path,
        QueryString query,
        Map<String, Object> values,
        JsonObject body,
        Optional<Jwt.Caller> caller,
        String client) {
    /** Key in the routing context. */
    static final String KEY = "call";

    Call {
        values = Map.copyOf(values);
    }

    /** Refuses a caller who may not do what only some values of an operation's parameters ask for. */
    void need(Scope scope, String forWhat) {
        if (caller.isEmpty()) {
            throw new DomainException(
                    Failure.UNAUTHORIZED, forWhat + " needs a token with the scope " + scope.wire() + ".");
        }
        if (!caller.get().may(scope)) {
            throw new DomainException(Failure.FORBIDDEN, forWhat + " needs the scope " + scope.wire() + ".");
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    /** Values parted by commas; empty if the parameter is not there. */
    List<String> list(String name) {
        JsonArray array = (JsonArray) values.getOrDefault(name, new JsonArray());
        return array.stream().map(String.class::cast).toList();
    }

    /** A whole number that is required or has a default. */
    long whole(String name) {
        return ((Number) values.get(name)).longValue();
    }

    OptionalDouble number(String name) {
        Number value = (Number) values.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
    }

    /** A parameter that is true or false and has a default. */
    boolean yes(String name) {
        return (Boolean) values.get(name);
    }

    /** The address of the same request with another cursor. */
    String withCursor(String cursor) {
        return path + "?" + query.with("cursor", cursor);
    }
}
