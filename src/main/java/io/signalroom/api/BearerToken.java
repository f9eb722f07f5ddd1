package io.signalroom.api;

import io.signalroom.identity.Callers;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.security.ClientAddress;
import io.signalroom.security.Jwt;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Finds out who asks (RFC 6750), and counts the request for him: for his token's subject, or for his address if he sent no
 * token or one that is not good. A bearer token that is sent is always checked; other schemes are somebody else's, a
 * proxy's perhaps, and count as none.
 */
final class BearerToken implements Handler<RoutingContext> {
    /** Key of the caller in the routing context; nothing there if no token was sent. */
    static final String CALLER = "caller";

    /** Key of his token in the routing context, for who looks at it again later. */
    static final String TOKEN = "token";

    /** Key of whom the request is counted for. */
    static final String CLIENT = "client";

    private static final String SCHEME = "Bearer";
    private static final String CHALLENGE = "Bearer realm=\"signalroom\"";
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";

    private final Callers callers;
    private final ClientAddress addresses;
    private final RateGate rate;

    BearerToken(Callers callers, ClientAddress addresses, RateGate rate) {
        this.callers = callers;
        this.addresses = addresses;
        this.rate = rate;
    }

    @Override
    public void handle(RoutingContext rc) {
        if (UpdateGate.known(rc)) {
            rc.put(CLIENT, "telegram");
            rc.next();
            return;
        }
        if (rc.request().headers().getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
            rate.admit(rc, addresses.of(rc.request()));
            challenge(rc, ", error=\"invalid_request\"");
            throw new DomainException(Failure.UNAUTHORIZED, "Send one Authorization header.");
        }
        String header = rc.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (!bearer(header)) {
            count(rc, addresses.of(rc.request()));
            rc.next();
            return;
        }
        rc.request().pause();
        String token = header.substring(SCHEME.length()).strip();
        callers.of(token).onComplete(checked -> {
            rc.request().resume();
            try {
                known(rc, token, checked);
            } catch (DomainException tooOften) {
                rc.fail(tooOften);
            }
        });
    }

    private static boolean bearer(String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (header.length() == SCHEME.length() || header.charAt(SCHEME.length()) == ' ');
    }

    /** A bad token is counted for the address. */
    private void known(RoutingContext rc, String token, AsyncResult<Jwt.Caller> checked) {
        if (checked.failed()) {
            rate.admit(rc, addresses.of(rc.request()));
            challenge(rc, ", error=\"invalid_token\"");
            rc.fail(checked.cause());
            return;
        }
        count(rc, "caller " + checked.result().subject());
        rc.put(CALLER, checked.result()).put(TOKEN, token);
        rc.next();
    }

    private void count(RoutingContext rc, String client) {
        rc.put(CLIENT, client);
        rate.admit(rc, client);
    }

    /** Tells what is needed in an answer that refuses. */
    static void challenge(RoutingContext rc, String error) {
        rc.response().putHeader(WWW_AUTHENTICATE, CHALLENGE + error);
    }
}
