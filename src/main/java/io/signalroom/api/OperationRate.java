package io.signalroom.api;

import io.signalroom.rate.RateLimiter;
import io.signalroom.security.ClientAddress;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** The limit of a single operation that costs much, by address, before a body is read. */
final class OperationRate implements Handler<RoutingContext> {
    private final RateGate gate;
    private final ClientAddress addresses;
    private final String operationId;

    OperationRate(RateLimiter limiter, ClientAddress addresses, String what, Operation operation) {
        this.gate = new RateGate(limiter, what);
        this.addresses = addresses;
        this.operationId = operation.id();
    }

    @Override
    public void handle(RoutingContext rc) {
        io.vertx.openapi.contract.Operation asked = rc.get(ContractGate.OPERATION);
        if (asked.getOperationId().equals(operationId)) {
            gate.admit(rc, addresses.of(rc.request()));
        }
        rc.next();
    }
}
