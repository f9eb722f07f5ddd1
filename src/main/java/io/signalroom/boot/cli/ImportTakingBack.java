package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.boot.DataSession;
import io.signalroom.ledger.ImportBatch;
import io.signalroom.ledger.ImportBatch.State;
import io.signalroom.ledger.ImportClaims;
import io.signalroom.ledger.ImportStore;
import io.signalroom.telegram.export.ImportUndoing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;

/** Undoes an import with progress: here, or by a server that runs on the same data and was faster to take it. */
final class ImportTakingBack {
    private static final Duration LIMIT = Duration.ofHours(12);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int LOOK_MILLIS = 300;

    private final DataSession session;
    private final long id;
    private final String holder;
    private final ImportStore imports = new ImportStore();
    private final ImportClaims claims = new ImportClaims();

    ImportTakingBack(DataSession session, long id, String holder) {
        this.session = session;
        this.id = id;
        this.holder = holder;
    }

    void run(PrintWriter out) {
        Blocking.await(imports.byId(session.pool(), id).compose(x -> imports.undo(session.pool(), id)), ANSWER);
        Future<Void> work = work();
        try (ProgressBar bar = Bar.open("Undoing", " posts", 1)) {
            while (!work.isComplete()) {
                Blocking.await(session.vertx().timer(LOOK_MILLIS), ANSWER);
                JsonObject undo = state().json().getJsonObject("undo", new JsonObject());
                bar.maxHint(Math.max(1, undo.getLong("total", 1L)));
                bar.stepTo(undo.getLong("removed", 0L) + undo.getLong("kept", 0L));
            }
        }
        Blocking.await(work, LIMIT);
        JsonObject undo = state().json().getJsonObject("undo");
        out.printf(
                "Removed %,d posts of %s and what was read out of them; %,d stay, because others brought or saw them too.%n",
                undo.getLong("removed"), ImportBatch.name(id), undo.getLong("kept"));
        out.flush();
    }

    private ImportBatch state() {
        return Blocking.await(imports.byId(session.pool(), id), ANSWER);
    }

    private Future<Void> work() {
        return imports.byId(session.pool(), id)
                .compose(batch -> batch.state() == State.UNDONE
                        ? Future.succeededFuture()
                        : claims.takeUndo(session.pool(), holder)
                                .compose(taken -> taken.map(b ->
                                                new ImportUndoing(session.pool(), session.bus(), b.id(), holder).run())
                                        .orElseGet(() -> session.vertx()
                                                .timer(LOOK_MILLIS)
                                                .mapEmpty()))
                                .compose(x -> work()));
    }
}
