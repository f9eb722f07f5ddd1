package io.signalroom.db;

import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the same again and again: at once while there is more, else after a pause or when woken. On one context. */
public final class Loop {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private final Vertx vertx;
    private final String what;
    private final Supplier<Future<Boolean>> step;
    private final long moreMillis;
    private final long pauseMillis;
    private Future<Void> running = Future.succeededFuture();
    private Timer next;
    private boolean stopped = true;
    private boolean wanted;

    /**
     * A loop that stands still.
     *
     * @param what waits when a step fails, for the log: "outcomes"
     * @param step true if there is more to do
     * @param moreMillis pause before the next step if there is more, at least 1
     * @param pauseMillis pause if there is not, or a step failed
     */
    public Loop(Vertx vertx, String what, Supplier<Future<Boolean>> step, long moreMillis, long pauseMillis) {
        this.vertx = vertx;
        this.what = what;
        this.step = step;
        this.moreMillis = moreMillis;
        this.pauseMillis = pauseMillis;
    }

    /** Begins with a step at once. */
    public void start() {
        stopped = false;
        wake();
    }

    /** Ends when the step that runs has ended; none follows. */
    public Future<Void> stop() {
        stopped = true;
        if (next != null) {
            next.cancel();
        }
        return running;
    }

    /** True before the start and after the stop. */
    public boolean stopped() {
        return stopped;
    }

    /** Something is there to be done, perhaps; harmless at any time. */
    public void wake() {
        wanted = true;
        if (stopped || !running.isComplete()) {
            return;
        }
        if (next != null) {
            next.cancel();
        }
        wanted = false;
        running = Future.succeededFuture()
                .compose(x -> step.get())
                .map(more -> more || wanted ? moreMillis : pauseMillis)
                .recover(failure -> {
                    if (!stopped) {
                        log.warn("{} wait: {}", what, failure.toString());
                    }
                    return Future.succeededFuture(pauseMillis);
                })
                .map(this::again);
    }

    private Void again(long millis) {
        if (!stopped) {
            next = vertx.timer(millis, TimeUnit.MILLISECONDS);
            next.onSuccess(x -> wake());
        }
        return null;
    }
}
