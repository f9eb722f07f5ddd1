package io.signalroom.live;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/**
 * What waits to be written to one socket. The bridge itself has no back-pressure: one page that never reads would grow
 * the heap without end. So frames are written here, counted until they are gone, and dropped above a bound; the page
 * sees the gap in the numbers and reads again. A socket that stays full is closed; where not even that is read, the kernel
 * cuts the connection off (the time limit of the HTTP server for bytes that nobody takes).
 */
final class BridgeGate {
    private static final int LIMIT = 256 * 1024;
    /** While the node is full. */
    private static final int LIMIT_IN_NEED = 16 * 1024;

    private static final long FULL_MILLIS = 4_000;
    private final Vertx vertx;
    private final SockJSSocket socket;
    private final LiveMeters meters;
    private int inFlight;
    private long closeTimer = -1;

    BridgeGate(Vertx vertx, SockJSSocket socket, LiveMeters meters) {
        this.vertx = vertx;
        this.socket = socket;
        this.meters = meters;
    }

    /** Writes one frame, or drops it when too much waits already. */
    void write(Buffer frame) {
        if (inFlight + frame.length() > (meters.full() ? LIMIT_IN_NEED : LIMIT)) {
            meters.dropped();
            closeWhenFullFor(FULL_MILLIS);
            return;
        }
        inFlight += frame.length();
        meters.sent(frame.length());
        meters.waits(frame.length());
        socket.write(frame).onComplete(x -> written(frame.length()));
    }

    private void written(int length) {
        inFlight -= length;
        meters.waits(-length);
        if (closeTimer >= 0 && inFlight < LIMIT / 2) {
            vertx.cancelTimer(closeTimer);
            closeTimer = -1;
        }
    }

    private void closeWhenFullFor(long millis) {
        if (closeTimer < 0) {
            closeTimer = vertx.setTimer(millis, x -> {
                meters.tooSlow();
                socket.close(4408, "too slow");
            });
        }
    }

    /** Forgets the socket. */
    void closed() {
        if (closeTimer >= 0) {
            vertx.cancelTimer(closeTimer);
        }
    }
}
