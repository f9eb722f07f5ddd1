package io.signalroom.identity;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.security.Jwt;
import io.signalroom.security.OutsideJwt;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/**
 * Who a token speaks for, as long as its key stands: a token lives on for minutes, and says nothing of the key that was
 * revoked meanwhile. One a node; may be used by all threads.
 */
public final class Callers {
    private final Jwt jwt;
    private final Optional<OutsideJwt> outside;
    private volatile Set<String> revoked = Set.of();

    /**
     * Callers of this installation.
     *
     * @param jwt checks our tokens
     * @param outside checks those of an issuer outside, if there is one
     */
    public Callers(Jwt jwt, Optional<OutsideJwt> outside) {
        this.jwt = jwt;
        this.outside = outside;
    }

    /** Fails with {@link Failure#UNAUTHORIZED}. */
    public Future<Jwt.Caller> of(String token) {
        if (outside.isPresent() && OutsideJwt.signsLike(token)) {
            return outside.get().check(token);
        }
        return jwt.check(token)
                .compose(caller -> revoked.contains(caller.subject())
                        ? Future.failedFuture(
                                new DomainException(Failure.UNAUTHORIZED, "The key of this token was revoked."))
                        : Future.succeededFuture(caller));
    }

    /** Refuses tokens of these subjects from now on, and of no others. */
    void refuse(Set<String> subjects) {
        revoked = Set.copyOf(subjects);
    }
}
