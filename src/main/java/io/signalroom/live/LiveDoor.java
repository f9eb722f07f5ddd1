package io.signalroom.live;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Who may come to the live channels of a node, and how many. One for all its servers, safe for all threads. */
public final class LiveDoor {
    private static final int MAX_SOCKETS = 20_000;

    private final Set<String> origins;
    private final Gatekeeper gatekeeper;
    private final SocketQuota quota;
    private final LiveMeters meters;
    private volatile boolean closed;

    /**
     * A door.
     *
     * @param origins foreign origins that may connect; a page of this server always may
     * @param gatekeeper asked whenever somebody wants to listen, and again while he does
     */
    public LiveDoor(List<String> origins, Gatekeeper gatekeeper, SocketQuota quota, LiveMeters meters) {
        this.origins = Set.copyOf(origins);
        this.gatekeeper = gatekeeper;
        this.quota = quota;
        this.meters = meters;
    }

    /** Whether no browser says that it comes from somebody else's page. */
    public boolean takesOrigin(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || origins.contains(origin) || sameHost(origin, request);
    }

    private static boolean sameHost(String origin, HttpServerRequest request) {
        try {
            return request.authority() != null
                    && request.authority().toString().equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whom a client is counted for. */
    public String address(HttpServerRequest request) {
        return quota.address(request);
    }

    /**
     * Takes a place for a client of this address, if one is left; whoever takes one gives it back by {@link #leave}.
     *
     * @return false if there is none, see {@link #refusal}
     */
    public boolean enter(String address) {
        boolean room = meters.opened() <= MAX_SOCKETS && !closed;
        if (!room || !quota.takeAddress(address)) {
            meters.closed();
            meters.refused();
            return false;
        }
        return true;
    }

    /** Why nobody is let in. */
    public DomainException refusal() {
        return closed
                ? new DomainException(Failure.UNAVAILABLE, "The server stops.")
                : new DomainException(
                        Failure.TOO_MANY_REQUESTS,
                        "Too many live connections are open from this address, or to this node.");
    }

    /** Lets nobody in any more. */
    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }

    void leave(String address) {
        quota.giveAddress(address);
        meters.closed();
    }

    Gatekeeper gatekeeper() {
        return gatekeeper;
    }

    /** Nobody's seat yet. */
    Seat seat() {
        return new Seat(quota);
    }

    LiveMeters meters() {
        return meters;
    }
}
