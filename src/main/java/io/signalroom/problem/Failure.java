package io.signalroom.problem;

import java.util.Locale;

/** Everything that can go wrong for a caller. One enum, so that HTTP answers and bus replies agree. */
public enum Failure {
    INVALID_REQUEST(400, "The request does not fit the contract"),
    UNAUTHORIZED(401, "A valid token is needed"),
    FORBIDDEN(403, "The token lacks the scope for this"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This path does not take this method"),
    NOT_ACCEPTABLE(406, "This media type is not offered"),
    REQUEST_TIMEOUT(408, "The request did not come in whole"),
    CONFLICT(409, "It conflicts with what is stored"),
    PRECONDITION_FAILED(412, "It is no longer what you have read"),
    TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not taken"),
    UNPROCESSABLE(422, "The content cannot be used"),
    UPGRADE_REQUIRED(426, "This path speaks another protocol"),
    PRECONDITION_REQUIRED(428, "Say what you have read"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL(500, "Something broke here"),
    UNAVAILABLE(503, "Not available right now");

    private final int status;
    private final String title;
    private final String code = name().toLowerCase(Locale.ROOT);

    Failure(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status; on the bus the failure code of a reply. */
    public int status() {
        return status;
    }

    /** One sentence for people, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The stable word for programs, for example {@code not_found}. */
    public String code() {
        return code;
    }

    /** The stable address that names this kind of problem (RFC 9457 {@code type}). */
    public String type() {
        return "urn:signalroom:problem:" + code.replace('_', '-');
    }

    /** The failure with this status; unknown 4xx become {@link #INVALID_REQUEST}, everything else {@link #INTERNAL}. */
    public static Failure ofStatus(int status) {
        for (Failure f : values()) {
            if (f.status == status) {
                return f;
            }
        }
        return status >= 400 && status < 500 ? INVALID_REQUEST : INTERNAL;
    }
}
