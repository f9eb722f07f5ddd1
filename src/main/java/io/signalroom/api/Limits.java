package io.signalroom.api;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Bounds what an event loop takes on: how many requests at once, how long a body may be on its way (408), and for how long
 * each request runs. The first and the last answer 503, at once for the first, so that an overload costs refusals and not
 * everybody's time. One object an event loop.
 */
final class Limits implements Handler<RoutingContext> {
    private static final String ITSELF = "limits.itself";
    private static final String WATCH = "limits.watch";

    private final int most;
    private final Duration body;
    private final Duration longest;
    private int running;

    /**
     * Limits.
     *
     * @param most requests at once
     * @param body time from the head of a request to the end of its body, less than {@code longest}
     * @param longest time from the head of a request to the end of its answer
     */
    Limits(int most, Duration body, Duration longest) {
        this.most = most;
        this.body = body;
        this.longest = longest;
    }

    @Override
    public void handle(RoutingContext rc) {
        if (running >= most) {
            throw new DomainException(Failure.UNAVAILABLE, "Too many requests are running. Try again in a moment.");
        }
        running++;
        Watch watch = new Watch(rc);
        rc.put(WATCH, watch);
        rc.addEndHandler(x -> {
            watch.leave();
            if (rc.request().isEnded()) {
                watch.stop();
            }
        });
        rc.next();
    }

    /** A live channel is open for as long as its client likes; others bound how many there are. */
    static void letGo(RoutingContext rc) {
        Watch watch = rc.get(WATCH);
        watch.leave();
        watch.stop();
    }

    /** First for the body, then for the rest. */
    private final class Watch {
        private final RoutingContext rc;
        private long timer;
        private boolean left;

        Watch(RoutingContext rc) {
            this.rc = rc;
            this.timer = rc.vertx().setTimer(body.toMillis(), x -> bodyExpired());
        }

        void leave() {
            if (!left) {
                left = true;
                running--;
            }
        }

        void stop() {
            rc.vertx().cancelTimer(timer);
        }

        private void bodyExpired() {
            if (rc.get(ITSELF, false)) {
                return;
            }
            if (!rc.request().isEnded()) {
                cutOff(rc);
            } else if (!rc.response().ended()) {
                timer = rc.vertx().setTimer(longest.minus(body).toMillis(), x -> expired(rc));
            }
        }
    }

    /** For a body or an answer that is streamed for as long as it takes: whoever does that watches its time from now on. */
    static void leaveToItself(RoutingContext rc) {
        rc.put(ITSELF, true);
    }

    private void expired(RoutingContext rc) {
        if (!rc.get(ITSELF, false) && !rc.response().ended()) {
            rc.fail(new DomainException(
                    Failure.UNAVAILABLE, "This took longer than " + longest.toSeconds() + " seconds."));
        }
    }

    /** An early answer does not end a request whose body never comes. */
    private void cutOff(RoutingContext rc) {
        if (rc.response().ended()) {
            rc.request().connection().close();
            return;
        }
        rc.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        rc.addEndHandler(x -> rc.request().connection().close());
        rc.request().resume();
        rc.fail(new DomainException(
                Failure.REQUEST_TIMEOUT, "The body did not come within " + body.toSeconds() + " seconds."));
    }
}
