package io.signalroom.parse;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.bus.message.ParseText;
import io.signalroom.bus.message.Parsed;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;

/**
 * Judges single texts on the parser's workers, a bounded number at a time: one too many is refused at once, so that a
 * flood of questions costs refusals and holds up no post. Belongs to one event loop.
 */
final class Questions {
    /** More than ever wait on a healthy machine: a text takes a worker five milliseconds at the worst. */
    static final int MOST = 64;

    private final WorkerExecutor worker;
    private final Reader reader;
    private final double reviewBelow;
    private final Counter answered;
    private final Counter refused;
    private int waiting;

    Questions(WorkerExecutor worker, Reader reader, double reviewBelow, MeterRegistry meters) {
        this.worker = worker;
        this.reader = reader;
        this.reviewBelow = reviewBelow;
        this.answered = meters.counter("signalroom.parse.texts", "outcome", "answered");
        this.refused = meters.counter("signalroom.parse.texts", "outcome", "refused");
    }

    /** What the parser makes of the text; fails with {@link Failure#UNAVAILABLE} when too many wait. */
    Future<Parsed> answer(ParseText question) {
        if (waiting >= MOST) {
            refused.increment();
            return Future.failedFuture(new DomainException(
                    Failure.UNAVAILABLE, "Too many texts wait for the parser. Try again in a moment."));
        }
        waiting++;
        return worker.executeBlocking(
                        () -> Parsed.of(reader.judge(question.text(), question.parent()), reviewBelow), false)
                .onSuccess(x -> answered.increment())
                .onComplete(x -> waiting--);
    }
}
