package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.boot.DataSession;
import io.signalroom.ledger.ParseQueue;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;

/** Waits, with progress, until every stored post has been parsed. */
final class ParseWait {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int ASK_MILLIS = 200;
    private static final int GIVE_UP_AFTER = 150;
    private final DataSession session;
    private final ParseQueue queue;

    ParseWait(DataSession session, ParseQueue queue) {
        this.session = session;
        this.queue = queue;
    }

    /** Ends when nothing waits, or when nothing has moved for thirty seconds: the server's parser goes on then. */
    void untilNothingWaits() {
        long first = waiting();
        try (ProgressBar bar = Bar.open("Parsing", " posts", Math.max(1, first))) {
            long left = first;
            int still = 0;
            while (left > 0 && still < GIVE_UP_AFTER) {
                Blocking.await(session.vertx().timer(ASK_MILLIS), ANSWER);
                long now = waiting();
                still = now == left ? still + 1 : 0;
                left = now;
                bar.stepTo(Math.max(0, first - left));
            }
            bar.stepTo(bar.getMax());
        }
    }

    private long waiting() {
        return Blocking.await(queue.backlog(session.pool()), ANSWER).getLong("backlog");
    }
}
