package io.signalroom.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between clients and a server, and does to their connections what a net can do: late bytes, a reset, silence, and a
 * cut between a request and its answer. May be told from any thread.
 */
public final class FaultProxy implements AutoCloseable {
    private final Vertx vertx;
    private final NetServer server;
    private final NetClient client;
    private final int target;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile byte[] cutAfter;
    private volatile long latencyMs;
    private volatile boolean down;
    private volatile boolean black;

    /** To a port of this machine. */
    public FaultProxy(Vertx vertx, int target) {
        this.vertx = vertx;
        this.target = target;
        client = vertx.createNetClient();
        // lingering for no time makes a close a reset
        server = vertx.createNetServer(new NetServerOptions().setSoLinger(0)).connectHandler(this::join);
        Room.await(server.listen(0, "127.0.0.1"));
    }

    public int port() {
        return server.actualPort();
    }

    /** Each piece of bytes comes so much later, in both directions. */
    public void latency(long millis) {
        latencyMs = millis;
    }

    /** Resets every connection, and each new one, until {@link #up}. */
    public void down() {
        down = true;
        pairs.forEach(Pair::reset);
    }

    /** Keeps connections and takes new ones, but hands nothing on, until {@link #up}: then they are reset. */
    public void blackHole() {
        black = true;
    }

    /** All is well again, for new connections. */
    public void up() {
        boolean wasBlack = black;
        down = false;
        black = false;
        if (wasBlack) {
            pairs.forEach(Pair::reset);
        }
    }

    /** The next client that sends these words in one piece gets no answer: they reach the server, whose answer is the cut. */
    public void cutAnswerTo(String words) {
        cutAfter = words.getBytes(StandardCharsets.US_ASCII);
    }

    /** How many answers were cut. */
    public int cuts() {
        return cuts.get();
    }

    @Override
    public void close() {
        Room.await(server.close());
        Room.await(client.close());
    }

    private void join(NetSocket near) {
        near.pause().exceptionHandler(x -> near.close());
        if (down) {
            near.close();
            return;
        }
        client.connect(target, "127.0.0.1")
                .onSuccess(far -> new Pair(near, far).open())
                .onFailure(x -> near.close());
    }

    private final class Pair {
        private final NetSocket near;
        private final NetSocket far;
        private volatile boolean doomed;

        Pair(NetSocket near, NetSocket far) {
            this.near = near;
            this.far = far;
        }

        void open() {
            pairs.add(this);
            near.handler(this::forth);
            far.handler(this::back);
            near.closeHandler(x -> reset());
            far.closeHandler(x -> reset());
            near.exceptionHandler(x -> reset());
            far.exceptionHandler(x -> reset());
            if (down) {
                reset();
            }
            near.resume();
        }

        private void forth(Buffer bytes) {
            byte[] words = cutAfter;
            if (words != null && contains(bytes.getBytes(), words)) {
                cutAfter = null;
                doomed = true;
            }
            pass(bytes, far);
        }

        private void back(Buffer bytes) {
            if (doomed) {
                cuts.incrementAndGet();
                reset();
                return;
            }
            pass(bytes, near);
        }

        private void pass(Buffer bytes, NetSocket to) {
            if (black) {
                return;
            }
            if (latencyMs == 0) {
                to.write(bytes);
            } else {
                vertx.timer(latencyMs, TimeUnit.MILLISECONDS).onSuccess(x -> to.write(bytes));
            }
        }

        private void reset() {
            pairs.remove(this);
            near.close();
            far.close();
        }
    }

    private static boolean contains(byte[] bytes, byte[] words) {
        for (int i = 0; i + words.length <= bytes.length; i++) {
            int same = 0;
            while (same < words.length && bytes[i + same] == words[same]) {
                same++;
            }
            if (same == words.length) {
                return true;
            }
        }
        return false;
    }
}
