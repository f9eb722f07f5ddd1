package io.signalroom.api;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** Reads a body that no schema of ours speaks of, up to 256 KiB, and lets it be answered. The request is paused when this begins. */
final class WholeBody implements Reply {
    private static final int MOST = 256 * 1024;

    private final Function<Buffer, Future<Answer>> answered;
    private final Buffer body = Buffer.buffer();
    private boolean over;

    WholeBody(Function<Buffer, Future<Answer>> answered) {
        this.answered = answered;
    }

    @Override
    public void send(RoutingContext rc) {
        HttpServerRequest request = rc.request();
        request.handler(part -> part(rc, part));
        request.endHandler(x -> end(rc));
        request.resume();
    }

    private void part(RoutingContext rc, Buffer part) {
        if (over) {
            return;
        }
        if (body.length() + part.length() > MOST) {
            over = true;
            rc.fail(new DomainException(Failure.TOO_LARGE, "The body is over " + MOST / 1024 + " KiB."));
            return;
        }
        body.appendBuffer(part);
    }

    private void end(RoutingContext rc) {
        if (!over) {
            over = true;
            Future.succeededFuture(body).compose(answered).onComplete(answer -> answer.send(rc), rc::fail);
        }
    }
}
