package io.signalroom.telegram.export;

import io.signalroom.bus.Bus;
import io.signalroom.ledger.PostBatch;
import io.signalroom.ledger.PostReport;
import io.signalroom.problem.DomainException;
import io.signalroom.telegram.Delivery;
import io.signalroom.telegram.Ingest;
import io.signalroom.telegram.ReadAhead;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports Telegram Desktop's {@code result.json}. A worker reads one batch ahead of the database and no more. Running it
 * again changes nothing; what was witnessed is never overwritten, another text is stored beside it.
 */
public final class ExportImporter {
    private static final Logger log = LoggerFactory.getLogger(ExportImporter.class);
    private static final String SOURCE = "import";
    private static final int BATCH = 1_000;
    private static final int TRIES = 10;
    private static final long PAUSE_SECONDS = 3;

    private final Vertx vertx;
    private final Pool pool;
    private final Bus bus;

    /** An importer; {@code bus} carries the hint to the parsers, who find the posts without it a little later. */
    public ExportImporter(Vertx vertx, Pool pool, Bus bus) {
        this.vertx = vertx;
        this.pool = pool;
        this.bus = bus;
    }

    /**
     * Imports a file.
     *
     * @param file a {@code result.json}, or the folder it is in
     * @param progress called after each stored batch, on an event loop
     * @return fails with a {@link DomainException} if the file is no export; what is wrong inside it is in the report
     */
    public Future<ImportReport> run(Path file, ImportOptions options, Consumer<ImportProgress> progress) {
        Promise<ImportReport> report = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(x -> onContext(file, options, progress).onComplete(report));
        return report.future();
    }

    private Future<ImportReport> onContext(Path file, ImportOptions options, Consumer<ImportProgress> progress) {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("signalroom-import", 1);
        return worker.executeBlocking(() -> ExportReader.open(file, options))
                .compose(reader -> transfer(reader, worker, options, progress)
                        .eventually(() -> worker.executeBlocking(() -> close(reader))))
                .eventually(worker::close);
    }

    private Future<ImportReport> transfer(
            ExportReader reader, WorkerExecutor worker, ImportOptions options, Consumer<ImportProgress> progress) {
        ImportTally tally = new ImportTally();
        return worker.executeBlocking(reader::size)
                .compose(size -> new ReadAhead<>(
                                worker,
                                () -> reader.next(BATCH),
                                part -> store(part, options).map(report -> {
                                    tally.add(part, report);
                                    progress.accept(new ImportProgress(part.bytesRead, size, tally.posts()));
                                    return null;
                                }))
                        .run())
                .map(x -> tally.report(options.zoneOrOurs()));
    }

    private Future<PostReport> store(ExportPart part, ImportOptions options) {
        if (part.posts.isEmpty()) {
            return Future.succeededFuture(PostReport.NONE);
        }
        Delivery delivery =
                Delivery.of(new PostBatch(SOURCE, List.copyOf(part.channels.values()), part.posts, List.of()));
        Ingest ingest = new Ingest(pool, bus, Ingest.Step.NOTHING);
        return options.dryRun() ? ingest.tryOut(delivery) : store(ingest, delivery, TRIES);
    }

    /** A long import outlives a short outage of the database. */
    private Future<PostReport> store(Ingest ingest, Delivery delivery, int tries) {
        return ingest.store(delivery, Ingest.Step.NOTHING).recover(failure -> {
            if (tries <= 1) {
                return Future.failedFuture(failure);
            }
            log.warn("a batch could not be stored, trying again: {}", failure.toString());
            return vertx.timer(PAUSE_SECONDS, TimeUnit.SECONDS).compose(x -> store(ingest, delivery, tries - 1));
        });
    }

    private static Void close(ExportReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            log.warn("the import file could not be closed", e);
        }
        return null;
    }
}
