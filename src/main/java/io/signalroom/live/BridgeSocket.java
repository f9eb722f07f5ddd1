package io.signalroom.live;

import io.vertx.core.Vertx;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/** One page's socket: how much it may send, what waits to be written to it, and for whom it listens. */
final class BridgeSocket implements Listener {
    private static final int FRAMES_IN = 50;
    private static final long FRAMES_IN_MILLIS = 10_000;

    private final SockJSSocket socket;
    private final LiveDoor door;
    private final String address;
    private final Seat seat;
    private final BridgeGate gate;
    private long windowStart;
    private int frames;

    BridgeSocket(Vertx vertx, SockJSSocket socket, LiveDoor door) {
        this.socket = socket;
        this.door = door;
        this.address = door.address(socket.routingContext().request());
        this.seat = door.seat();
        this.gate = new BridgeGate(vertx, socket, door.meters());
    }

    BridgeGate gate() {
        return gate;
    }

    /** A page registers twice and pings every 30 s; one that floods is closed. */
    boolean takesFrame() {
        long now = System.currentTimeMillis();
        if (now - windowStart > FRAMES_IN_MILLIS) {
            windowStart = now;
            frames = 0;
        }
        if (++frames <= FRAMES_IN) {
            return true;
        }
        door.meters().refused();
        socket.close(4429, "too many frames");
        return false;
    }

    @Override
    public Seat seat() {
        return seat;
    }

    /**
     * From now on it listens for the holder of this token.
     *
     * @param name of the holder, empty if that is not known
     * @return false if he has too many sockets already; then this one is closed
     */
    boolean listen(String token, String name) {
        boolean free = seat.take(token, name);
        if (!free) {
            door.meters().refused();
            socket.close(4429, "too many sockets");
        }
        return free;
    }

    @Override
    public void refuse() {
        door.meters().refused();
        socket.close(4401, "may not read any more");
    }

    /** Forgets the socket. */
    void closed() {
        gate.closed();
        seat.give();
        door.leave(address);
    }
}
