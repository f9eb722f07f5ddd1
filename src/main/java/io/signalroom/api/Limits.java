package io.signalroom.api;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Bounds what an event loop takes on: how many requests at once, and for how long each. Both answer 503, at once for
 * the first, so that an overload costs refusals and not everybody's time. One object an event loop.
 */
final class Limits implements Handler<RoutingContext> {
    private final int most;
    private final Duration longest;
    private int running;

    /**
     * Limits.
     *
     * @param most requests at once
     * @param longest time from the head of a request to the end of its answer, body included
     */
    Limits(int most, Duration longest) {
        this.most = most;
        this.longest = longest;
    }

    @Override
    public void handle(RoutingContext rc) {
        if (running >= most) {
            throw new DomainException(Failure.UNAVAILABLE, "Too many requests are running. Try again in a moment.");
        }
        running++;
        long timer = rc.vertx().setTimer(longest.toMillis(), x -> expire(rc));
        rc.addEndHandler(x -> {
            running--;
            if (rc.request().isEnded()) {
                rc.vertx().cancelTimer(timer);
            }
        });
        rc.next();
    }

    private void expire(RoutingContext rc) {
        if (rc.response().ended()) {
            closeIfBodyDrips(rc);
            return;
        }
        if (!rc.request().isEnded()) {
            rc.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            rc.addEndHandler(x -> rc.request().connection().close());
            rc.request().resume();
        }
        rc.fail(new DomainException(Failure.UNAVAILABLE, "This took longer than " + longest.toSeconds() + " seconds."));
    }

    /** An early answer does not end a request whose body never comes. */
    private static void closeIfBodyDrips(RoutingContext rc) {
        if (!rc.request().isEnded()) {
            rc.request().connection().close();
        }
    }
}
