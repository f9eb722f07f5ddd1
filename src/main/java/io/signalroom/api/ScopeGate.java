package io.signalroom.api;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.security.Jwt;
import io.signalroom.security.Scope;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.util.Optional;

/** Lets a request through if its caller may do what the operation does, or anybody may. */
final class ScopeGate implements Handler<RoutingContext> {
    private final ApiContract contract;
    private final boolean readOpen;

    ScopeGate(ApiContract contract, boolean readOpen) {
        this.contract = contract;
        this.readOpen = readOpen;
    }

    @Override
    public void handle(RoutingContext rc) {
        Operation operation = rc.get(ContractGate.OPERATION);
        Optional<Scope> needed = contract.needed(operation.getOperationId(), readOpen);
        Jwt.Caller caller = rc.get(BearerToken.CALLER);
        if (needed.isPresent() && caller == null) {
            BearerToken.challenge(rc, "");
            throw new DomainException(Failure.UNAUTHORIZED, "Send a token: Authorization: Bearer ...");
        }
        if (needed.isPresent() && !caller.may(needed.get())) {
            String scope = needed.get().wire();
            BearerToken.challenge(rc, ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
            throw new DomainException(Failure.FORBIDDEN, "This needs a token with the scope " + scope + ".");
        }
        rc.next();
    }
}
