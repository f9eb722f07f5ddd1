package io.signalroom.identity;

import io.signalroom.security.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an API key, its secret left out.
 *
 * @param id the part of it that is no secret
 * @param name whom or what it is for
 * @param scope what its tokens may do
 * @param createdBy a caller, or {@code command line}
 * @param lastUsedAt when a token was last asked for with it, to the minute
 * @param revokedAt since when it is refused
 */
public record ApiKey(
        String id,
        String name,
        Scope scope,
        String createdBy,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {

    /** {@code sgr_} and the id. */
    private static final int NAME_LENGTH = 20;

    /** Who a token made with it speaks for. */
    public String subject() {
        return subject(id);
    }

    /** The part of a key's text that names it, right or wrong; never its secret. */
    public static String nameIn(String text) {
        return text.substring(0, Math.min(text.length(), NAME_LENGTH));
    }

    static String subject(String id) {
        return "key:" + id;
    }
}
