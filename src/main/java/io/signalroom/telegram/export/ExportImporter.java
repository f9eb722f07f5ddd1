package io.signalroom.telegram.export;

import io.signalroom.bus.Bus;
import io.signalroom.ledger.ImportBatch;
import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.ledger.ImportBatch.State;
import io.signalroom.ledger.ImportStore;
import io.signalroom.ledger.ImportTarget;
import io.signalroom.ledger.PostBatch;
import io.signalroom.ledger.PostReport;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Post;
import io.signalroom.telegram.Delivery;
import io.signalroom.telegram.Ingest;
import io.signalroom.telegram.ParseRoom;
import io.signalroom.telegram.ReadAhead;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of an import of an export of Telegram Desktop, JSON or HTML. A worker reads one batch ahead of the database and no more,
 * and the database is not ahead of the parsers without bound. Running it again changes nothing; what was witnessed is never
 * overwritten, another text is stored beside it. It ends early once its holder has lost the import.
 */
public final class ExportImporter {
    private static final Logger log = LoggerFactory.getLogger(ExportImporter.class);
    private static final String SOURCE = "import";
    private static final int BATCH = 1_000;
    private static final int TRIES = 10;
    private static final long PAUSE_SECONDS = 3;

    private final Vertx vertx;
    private final Pool pool;
    private final ImportBatch batch;
    private final String holder;
    private final ImportOptions options;
    private final Ingest ingest;
    private final ParseRoom room;
    private final ImportStore imports = new ImportStore();
    private final ImportTally tally = new ImportTally();
    private boolean firstOnly;
    private volatile boolean stopped;

    /**
     * A run that has not begun.
     *
     * @param bus carries the hint to the parsers, who find the posts without it a little later
     * @param batch the import, whose holder this process is
     */
    public ExportImporter(Vertx vertx, Pool pool, Bus bus, ImportBatch batch, String holder) {
        this.vertx = vertx;
        this.pool = pool;
        this.batch = batch;
        this.holder = holder;
        this.options = ImportOptions.of(batch.how());
        this.ingest = new Ingest(pool, bus, tx -> imports.hold(tx, batch.id(), holder, State.RUNNING));
        this.room = new ParseRoom(vertx, pool, ParseRoom.MOST_WAITING);
    }

    /**
     * Looks at a file before there is an import of it; blocks.
     *
     * @param how it is to be read
     * @throws DomainException if it is no export, or does not say what it is of and {@code how} does not either
     */
    public static void check(Path file, How how) {
        try {
            FoundExport found = FoundExport.in(file);
            try {
                found.checkNamed(ImportOptions.of(how).channel());
            } finally {
                found.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Imports a file, and enters how that ended.
     *
     * @param file a {@code result.json}, a page of HTML, an archive, or the folder of an export
     * @param progress called after each stored batch, on an event loop
     * @return fails with a {@link DomainException} if the file is no export; what is wrong inside it is in the report
     */
    public Future<ImportReport> run(Path file, Consumer<ImportProgress> progress) {
        Promise<ImportReport> report = Promise.promise();
        vertx.getOrCreateContext().runOnContext(x -> onContext(file, progress).onComplete(report));
        return report.future();
    }

    /** Leaves it as it stands, to be begun anew. */
    void stop() {
        stopped = true;
    }

    private Future<ImportReport> onContext(Path file, Consumer<ImportProgress> progress) {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("signalroom-import", 1);
        return worker.executeBlocking(() -> FoundExport.in(file))
                .compose(found -> channel(found)
                        .compose(
                                channel -> worker.executeBlocking(() -> found.reader(options, channel)),
                                failure -> worker.executeBlocking(() -> close(found::close))
                                        .transform(x -> Future.failedFuture(failure))))
                .compose(reader -> transfer(reader, worker, progress)
                        .eventually(() -> worker.executeBlocking(() -> close(reader))))
                .eventually(worker::close)
                .compose(this::ended, this::broken);
    }

    /** What it is of, where it does not say so itself; a dry run makes none. */
    private Future<ChannelInfo> channel(FoundExport found) {
        firstOnly = found.html();
        if (!found.html()) {
            return Future.succeededFuture();
        }
        try {
            found.checkNamed(options.channel());
        } catch (DomainException e) {
            return Future.failedFuture(e);
        }
        ImportTarget target = new ImportTarget();
        return options.dryRun()
                ? pool.getConnection()
                        .compose(connection -> connection
                                .begin()
                                .compose(tx ->
                                        target.of(connection, options.channel()).eventually(tx::rollback))
                                .eventually(connection::close))
                : pool.withTransaction(tx -> target.of(tx, options.channel()));
    }

    private Future<ImportReport> transfer(PostReader reader, WorkerExecutor worker, Consumer<ImportProgress> progress) {
        return worker.executeBlocking(reader::size)
                .compose(size -> new ReadAhead<>(
                                worker,
                                () -> reader.next(BATCH),
                                part -> store(part).map(x -> {
                                    progress.accept(new ImportProgress(part.bytesRead, size, tally.posts()));
                                    return null;
                                }))
                        .until(() -> stopped)
                        .run()
                        .compose(x -> stopped
                                ? Future.failedFuture(new IllegalStateException("the import was left where it stands"))
                                : imports.brought(pool, batch.id()))
                        .map(brought -> tally.report(options.zone(), brought)));
    }

    /** One channel after the other, so that each is counted by itself. */
    private Future<Void> store(ExportPart part) {
        Future<Void> all = Future.succeededFuture();
        for (ChannelInfo channel : part.channels.values()) {
            List<Post> posts = part.posts.stream()
                    .filter(p -> p.channelId() == channel.id())
                    .toList();
            tally.touch(channel);
            Delivery delivery =
                    Delivery.of(new PostBatch(SOURCE, List.of(channel), posts, List.of(), batch.id(), firstOnly));
            all = all.compose(x -> options.dryRun()
                            ? tryOut(delivery)
                            : patiently(() -> store(delivery, part.bytesRead), TRIES))
                    .map(report -> {
                        tally.add(channel, posts.size(), report);
                        return null;
                    });
        }
        return all.compose(x -> {
            tally.add(part);
            return patiently(() -> advance(pool, part.bytesRead, 0), TRIES);
        });
    }

    private Future<PostReport> tryOut(Delivery delivery) {
        return pool.withTransaction(tx -> imports.hold(tx, batch.id(), holder, State.RUNNING))
                .compose(x -> ingest.tryOut(delivery));
    }

    private Future<PostReport> store(Delivery delivery, long bytes) {
        int posts = delivery.batch().posts().size();
        return room.forBatch(posts, () -> stopped)
                .compose(x -> ingest.store(delivery, tx -> advance(tx, bytes, posts)));
    }

    /** A long import outlives a short outage of the database. */
    private <T> Future<T> patiently(Supplier<Future<T>> act, int tries) {
        return act.get().recover(failure -> {
            if (tries <= 1 || stopped || failure instanceof DomainException) {
                return Future.failedFuture(failure);
            }
            log.warn("a batch could not be stored, trying again: {}", failure.toString());
            return vertx.timer(PAUSE_SECONDS, TimeUnit.SECONDS).compose(x -> patiently(act, tries - 1));
        });
    }

    private Future<Void> advance(io.vertx.sqlclient.SqlClient sql, long bytes, int more) {
        return imports.advance(
                sql, batch.id(), holder, bytes, tally.posts() + more, options.dryRun() ? List.of() : tally.channels());
    }

    private Future<ImportReport> ended(ImportReport report) {
        return imports.done(pool, batch.id(), holder, report.toJson()).map(report);
    }

    private Future<ImportReport> broken(Throwable failure) {
        if (stopped) {
            return Future.failedFuture(failure);
        }
        boolean lost = failure instanceof DomainException domain && domain.failure() == Failure.CONFLICT;
        boolean ours = failure instanceof DomainException;
        if (!ours) {
            log.error("the import {} broke off", batch.name(), failure);
        }
        String problem = ours
                ? failure.getMessage()
                : "It broke off. Import the file again: what is stored is not stored twice.";
        return (lost ? Future.<Void>succeededFuture() : imports.failed(pool, batch.id(), holder, problem))
                .transform(x -> Future.failedFuture(failure));
    }

    private static Void close(Closeable reader) {
        try {
            reader.close();
        } catch (IOException e) {
            log.warn("the import file could not be closed", e);
        }
        return null;
    }
}
