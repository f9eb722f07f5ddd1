package io.signalroom.problem;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * A failure as it is told to the caller (RFC 9457).
 *
 * @param failure what kind
 * @param detail what went wrong and what to do, or null
 * @param faults where in the request, may be empty
 */
public record Problem(Failure failure, String detail, List<Fault> faults) {
    /** The media type of every error. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * Classes of SQLSTATE that pass by themselves: connection, resources, operator, system, rollback for concurrency.
     * https://www.postgresql.org/docs/current/errcodes-appendix.html
     */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58", "40");

    /** Lock not available, idle transaction ended, read-only while failing over, plan changed by a migration. */
    private static final Set<String> PASSING_STATES = Set.of("55P03", "25P03", "25006", "0A000");

    private static final Set<String> POOL_AWAY = Set.of("Timeout waiting for connection", "Pool closed");

    /** What is told of a request is short, however long what it had was. */
    private static final int LONGEST = 1_000;

    private static final String TRY_AGAIN = "A part this needs does not answer. Try again in a moment.";

    public Problem {
        faults = List.copyOf(faults);
    }

    /** A problem without faults. */
    public Problem(Failure failure, String detail) {
        this(failure, detail, List.of());
    }

    /**
     * What to tell the caller about an exception. The text of an exception that is not ours is never told.
     *
     * @param status the HTTP status the router chose, or -1
     * @param thrown the exception, or null
     */
    public static Problem of(int status, Throwable thrown) {
        if (thrown instanceof FaultyRequestException faulty) {
            return new Problem(faulty.failure(), faulty.getMessage(), faulty.faults());
        }
        if (thrown instanceof DomainException domain) {
            return new Problem(domain.failure(), domain.getMessage());
        }
        if (thrown instanceof HttpException http) {
            return new Problem(Failure.ofStatus(http.getStatusCode()), null);
        }
        if (thrown != null && passing(thrown)) {
            return new Problem(Failure.UNAVAILABLE, TRY_AGAIN);
        }
        return new Problem(status < 0 ? Failure.INTERNAL : Failure.ofStatus(status), null);
    }

    /** Whether trying again may help: the database or the network is away, not the program wrong. */
    private static boolean passing(Throwable thrown) {
        if (thrown instanceof DatabaseException database) {
            String state = String.valueOf(database.getSqlState());
            return PASSING_STATES.contains(state)
                    || (state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2)));
        }
        return thrown instanceof IOException
                || thrown instanceof TimeoutException
                || thrown instanceof ConnectionPoolTooBusyException
                || thrown instanceof ClosedConnectionException
                || (thrown instanceof VertxException && poolAway(thrown));
    }

    /** A pool reports these as plain exceptions; only the text tells them apart. */
    private static boolean poolAway(Throwable thrown) {
        return POOL_AWAY.contains(String.valueOf(thrown.getMessage()));
    }

    /**
     * The body.
     *
     * @param instance path that was asked for
     * @param requestId names the request in the log
     */
    public JsonObject toJson(String instance, String requestId) {
        JsonObject json = new JsonObject()
                .put("type", failure.type())
                .put("title", failure.title())
                .put("status", failure.status());
        if (detail != null) {
            json.put("detail", told(detail));
        }
        JsonArray errors = new JsonArray();
        faults.forEach(f ->
                errors.add(new JsonObject().put("pointer", told(f.pointer())).put("detail", told(f.detail()))));
        return json.put("instance", instance)
                .put("code", failure.code())
                .put("requestId", requestId)
                .put("errors", errors);
    }

    /** Short, and without the character that ends texts elsewhere. */
    private static String told(String text) {
        String clean = text.replace('\0', '\ufffd');
        if (clean.length() <= LONGEST) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return clean.substring(0, end) + "…";
    }
}
