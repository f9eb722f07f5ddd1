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

    /** Who a token made with it speaks for. */
    public String subject() {
        return subject(id);
    }

    static String subject(String id) {
        return "key:" + id;
    }
}
