package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.boot.DataSession;
import io.signalroom.ledger.ParseQueue;
import io.signalroom.ledger.Quarantine;
import io.signalroom.telegram.ParseRoom;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;

/** Has quarantined versions read again: by the server that runs on this data, else by a parser of this session. */
final class QuarantineRetry {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration ROOM = Duration.ofHours(1);
    private static final int BATCH = 1_000;

    private final DataSession session;
    private final Quarantine quarantine;
    private final PrintWriter out;

    QuarantineRetry(DataSession session, Quarantine quarantine, PrintWriter out) {
        this.session = session;
        this.quarantine = quarantine;
        this.out = out;
    }

    /** @return false if something is in quarantine again, or could not be tried */
    boolean all() {
        Quarantine.Counts before = counts();
        session.parseHere();
        int taken = 0;
        ParseRoom room = new ParseRoom(session.vertx(), session.pool(), ParseRoom.MOST_WAITING);
        try (ProgressBar bar = Bar.open("Putting back", " posts", Math.max(1, before.stored()))) {
            int batch = BATCH;
            while (batch == BATCH) {
                Blocking.await(room.forBatch(BATCH, () -> false), ROOM);
                batch = await(quarantine.retry(session.pool(), before.asOf(), BATCH));
                taken += batch;
                bar.stepTo(taken);
            }
        }
        return read(before, taken, before.all() - before.stored());
    }

    /** The same for these. */
    boolean these(List<Quarantine.Key> keys) {
        Quarantine.Counts before = counts();
        session.parseHere();
        int taken = 0;
        for (Quarantine.Key key : keys) {
            if (await(quarantine.retry(session.pool(), before.asOf(), key))) {
                taken++;
            } else {
                out.println(QuarantineKey.text(key) + " is not in quarantine, or was never stored.");
            }
        }
        return read(before, taken, keys.size() - taken);
    }

    private boolean read(Quarantine.Counts before, int taken, long left) {
        new ParseWait(session, new ParseQueue()).untilNothingWaits();
        long again = counts().all() - (before.all() - taken);
        out.printf("Put %,d back into the parsers' queue; %,d are in quarantine again.%n", taken, Math.max(0, again));
        if (left > 0) {
            out.printf(
                    "%,d cannot be read again, because they were never stored: see the reasons by: quarantine list;"
                            + " import an export of their channels to fill them in.%n",
                    left);
        }
        return again <= 0 && left == 0;
    }

    private Quarantine.Counts counts() {
        return await(quarantine.counts(session.pool()));
    }

    private static <T> T await(Future<T> answer) {
        return Blocking.await(answer, ANSWER);
    }
}
