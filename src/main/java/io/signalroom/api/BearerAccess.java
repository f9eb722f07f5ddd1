package io.signalroom.api;

import io.signalroom.identity.Callers;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.security.Jwt;
import io.signalroom.security.Scope;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.util.Optional;

/**
 * Lets a request through if its token allows the operation, or none is needed (RFC 6750). A bearer token that is sent is
 * always checked; other schemes are somebody else's, a proxy's perhaps, and count as none.
 */
final class BearerAccess implements Handler<RoutingContext> {
    /** Key of the caller in the routing context; nothing there if no token was sent. */
    static final String CALLER = "caller";

    private static final String SCHEME = "Bearer";
    private static final String CHALLENGE = "Bearer realm=\"signalroom\"";
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";

    private final ApiContract contract;
    private final Callers callers;
    private final boolean readOpen;

    BearerAccess(ApiContract contract, Callers callers, boolean readOpen) {
        this.contract = contract;
        this.callers = callers;
        this.readOpen = readOpen;
    }

    @Override
    public void handle(RoutingContext rc) {
        Operation operation = rc.get(ContractGate.OPERATION);
        Optional<Scope> needed = contract.needed(operation.getOperationId(), readOpen);
        String header = rc.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (rc.request().headers().getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
            challenge(rc, ", error=\"invalid_request\"");
            throw new DomainException(Failure.UNAUTHORIZED, "Send one Authorization header.");
        }
        if (!bearer(header)) {
            if (needed.isPresent()) {
                challenge(rc, "");
                throw new DomainException(Failure.UNAUTHORIZED, "Send a token: Authorization: Bearer ...");
            }
            rc.next();
            return;
        }
        rc.request().pause();
        callers.of(header.substring(SCHEME.length()).strip())
                .onSuccess(caller -> admit(rc, caller, needed))
                .onFailure(refusal -> {
                    rc.request().resume();
                    challenge(rc, ", error=\"invalid_token\"");
                    rc.fail(refusal);
                });
    }

    private static boolean bearer(String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (header.length() == SCHEME.length() || header.charAt(SCHEME.length()) == ' ');
    }

    private static void admit(RoutingContext rc, Jwt.Caller caller, Optional<Scope> needed) {
        rc.request().resume();
        if (needed.isEmpty() || caller.may(needed.get())) {
            rc.put(CALLER, caller);
            rc.next();
            return;
        }
        String scope = needed.get().wire();
        challenge(rc, ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
        rc.fail(new DomainException(Failure.FORBIDDEN, "This needs a token with the scope " + scope + "."));
    }

    private static void challenge(RoutingContext rc, String error) {
        rc.response().putHeader(WWW_AUTHENTICATE, CHALLENGE + error);
    }
}
