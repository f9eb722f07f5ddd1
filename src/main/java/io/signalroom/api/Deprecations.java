package io.signalroom.api;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells callers of an operation that it will go: since when it should not be used (RFC 9745), when it ends (RFC 8594), and what to
 * use instead. The contract says so with {@code deprecated: true} and {@code x-deprecation}: {@code since}, {@code sunset}, {@code
 * instead}.
 */
final class Deprecations {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final Map<String, Notice> notices;

    private record Notice(long since, String sunset, String link) {}

    private Deprecations(Map<String, Notice> notices) {
        this.notices = notices;
    }

    /**
     * Reads the notices of a contract.
     *
     * @throws IllegalArgumentException if an operation is deprecated and does not say since when, until when or what instead
     */
    static Deprecations of(JsonObject contract) {
        Map<String, Notice> notices = new HashMap<>();
        contract.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue()).forEach(member -> {
                    if (member.getValue() instanceof JsonObject operation
                            && operation.getBoolean("deprecated", false)) {
                        String id = operation.getString("operationId");
                        notices.put(id, notice(id, operation.getJsonObject("x-deprecation", new JsonObject())));
                    }
                }));
        return new Deprecations(notices);
    }

    private static Notice notice(String operation, JsonObject said) {
        for (String name : new String[] {"since", "sunset", "instead"}) {
            if (!(said.getValue(name) instanceof String)) {
                throw new IllegalArgumentException(operation + " is deprecated: x-deprecation needs " + name + ".");
            }
        }
        return new Notice(
                LocalDate.parse(said.getString("since"))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toEpochSecond(),
                HTTP_DATE.format(LocalDate.parse(said.getString("sunset")).atStartOfDay(ZoneOffset.UTC)),
                "<" + said.getString("instead") + ">; rel=\"deprecation\"");
    }

    /** Adds what is to be told of an operation; mostly nothing. */
    void tell(String operation, MultiMap headers) {
        Notice notice = notices.get(operation);
        if (notice != null) {
            headers.set("Deprecation", "@" + notice.since)
                    .set("Sunset", notice.sunset)
                    .add("Link", notice.link);
        }
    }
}
