package io.signalroom.live;

import io.signalroom.net.NettyChannel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.concurrent.TimeUnit;

/** One client of the bridge: hears what it says, answers, and lets it go. Belongs to the event loop of its server. */
final class BridgeSocket implements Listener {
    private static final int FRAME_BYTES = 64 * 1024;
    private static final long LEAVE_WITHIN_MILLIS = 2_000;

    private final Vertx vertx;
    private final SockJSSocket socket;
    private final NettyChannel channel;
    private final LiveDoor door;
    private final Rechecks rechecks;
    private final Seat seat;
    private final Outbox outbox;
    private final BridgeLine line = new BridgeLine(now());
    private boolean closing;

    BridgeSocket(Vertx vertx, SockJSSocket socket, NettyChannel channel, LiveDoor door, Rechecks rechecks) {
        this.vertx = vertx;
        this.socket = socket;
        this.channel = channel;
        this.door = door;
        this.rechecks = rechecks;
        this.seat = door.seat();
        this.outbox = new Outbox(door.meters(), () -> close(4408, "too slow"));
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Begins to hear it. */
    void open() {
        socket.handler(this::hear);
        socket.exceptionHandler(broken -> bad("unreadable", 1009, "no frame that can be read"));
    }

    private void hear(Buffer data) {
        if (closing) {
            return;
        }
        if (!line.takesFrame(now())) {
            bad("too_many", 4429, "too many frames");
        } else if (data.length() > FRAME_BYTES) {
            bad("too_large", 1009, "at most 64 KiB a frame");
        } else {
            obey(BridgeFrame.of(data));
        }
    }

    private void obey(BridgeFrame frame) {
        if (frame instanceof BridgeFrame.Register wish) {
            line.check(wish.address()).ifPresentOrElse(this::answer, () -> register(wish));
        } else if (frame instanceof BridgeFrame.Unregister wish) {
            line.unregister(wish.address()).ifPresent(this::answer);
        } else if (frame instanceof BridgeFrame.Send) {
            answer(BridgeFault.ACCESS_DENIED);
        } else if (frame instanceof BridgeFrame.Bad bad) {
            answer(bad.fault());
        }
    }

    /** Nothing more is heard from it until it is known who it is. */
    private void register(BridgeFrame.Register wish) {
        socket.pause();
        door.gatekeeper().reader(wish.bearer()).onComplete(reader -> {
            if (closing) {
                return;
            }
            socket.resume();
            if (reader.failed()) {
                answer(BridgeFault.REJECTED);
            } else if (seat.take(wish.bearer(), reader.result())) {
                line.register(wish.address()).ifPresent(this::answer);
                rechecks.begin();
            } else {
                refuse(4429, "too many sockets");
            }
        });
    }

    private void answer(BridgeFault fault) {
        door.meters().bad(fault.word());
        write(BridgeFrame.error(fault));
    }

    /** Whether it listens to this address. */
    boolean hears(String address) {
        return line.hears(address);
    }

    /** Writes a frame, which may be written to others too; or lets a client go that takes none. */
    void write(Buffer frame) {
        outbox.write(frame.length(), () -> socket.write(frame));
    }

    /** Lets it go if its time is over. */
    void look() {
        long now = now();
        if (line.isNobody(now)) {
            refuse();
        } else if (line.isSilent(now)) {
            refuse(4408, "nothing came for 90 s, not even a ping");
        }
    }

    private void bad(String reason, int code, String words) {
        door.meters().bad(reason);
        refuse(code, words);
    }

    private void refuse(int code, String reason) {
        if (!closing) {
            door.meters().refused();
            close(code, reason);
        }
    }

    @Override
    public void refuse() {
        refuse(4401, "may not read any more");
    }

    @Override
    public Seat seat() {
        return seat;
    }

    /** Says good-bye, which is not heard where nothing is read, and not answered where nobody is. */
    void close(int code, String reason) {
        if (!closing) {
            closed();
            socket.close(code, reason);
            vertx.setTimer(LEAVE_WITHIN_MILLIS, x -> channel.cutOff());
        }
    }

    /** Lets go of what it holds. */
    void closed() {
        closing = true;
        outbox.close();
        seat.give();
    }
}
