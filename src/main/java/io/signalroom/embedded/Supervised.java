package io.signalroom.embedded;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a server running: one that ends by itself, say because the system ran out of memory and took it, is started again
 * on the same port, so its URL stays good.
 */
final class Supervised implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);
    private static final Duration FIRST_START_LIMIT = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration WATCHER_LIMIT = Duration.ofSeconds(5);

    private final Server server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watcher;
    private ChildProcess child;

    private Supervised(Server server, ChildProcess child) {
        this.server = server;
        this.child = child;
        this.watcher = new Thread(this::watch, "watch-" + server.name());
        watcher.setDaemon(true);
    }

    /** Returns when the server answers. After a failure nothing of it is left running. */
    static Supervised start(Server server) {
        long deadline = System.nanoTime() + FIRST_START_LIMIT.toNanos();
        while (true) {
            server.prepare();
            ChildProcess child = server.spawn();
            try {
                server.awaitReady(child);
                Supervised supervised = new Supervised(server, child);
                supervised.watcher.start();
                return supervised;
            } catch (RuntimeException e) {
                child.stop();
                if (!server.mayTryAgain(child.log()) || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    synchronized boolean alive() {
        return child.alive();
    }

    @Override
    public void close() {
        ChildProcess last;
        synchronized (this) {
            closing.countDown();
            last = child;
        }
        last.stop();
        try {
            watcher.join(WATCHER_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            Duration pause = RETRY;
            for (ChildProcess running = child; running != null; running = startAgain()) {
                long since = System.nanoTime();
                running.await();
                boolean hadSettled = System.nanoTime() - since > LONGEST_PAUSE.toNanos();
                pause = hadSettled ? RETRY : pause.multipliedBy(2);
                if (closing.await(Math.min(pause.toMillis(), LONGEST_PAUSE.toMillis()), TimeUnit.MILLISECONDS)) {
                    return;
                }
                LOG.error(
                        "{} ended by itself; starting it again. It said:\n{}",
                        server.name(),
                        running.log().tail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return null when closing */
    private ChildProcess startAgain() {
        try {
            server.prepare();
            ChildProcess again = spawnUnlessClosing();
            if (again != null) {
                server.awaitReady(again);
                LOG.info("{} runs again", server.name());
            }
            return again;
        } catch (RuntimeException e) {
            LOG.error("{} could not be started again: {}", server.name(), e.getMessage());
            return current();
        }
    }

    private synchronized ChildProcess spawnUnlessClosing() {
        if (closing.getCount() == 0) {
            return null;
        }
        child = server.spawn();
        return child;
    }

    private synchronized ChildProcess current() {
        return child;
    }
}
