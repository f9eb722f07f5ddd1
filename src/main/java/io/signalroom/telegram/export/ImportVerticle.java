package io.signalroom.telegram.export;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.db.Loop;
import io.signalroom.ledger.ImportBatch;
import io.signalroom.ledger.ImportClaims;
import io.signalroom.problem.DomainException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the imports whose files are on this node, and undoes those of any, two at once. What is to be done stands in the
 * database; a hint only spares the wait for the next look. A run that a kill interrupts is begun anew from the start.
 */
public final class ImportVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(ImportVerticle.class);
    private static final int AT_ONCE = 2;
    private static final long AGAIN_MILLIS = 1;
    private static final long LOOK_MILLIS = 2_000;
    private static final long TIDY_MILLIS = 10_000;

    private final Pool pool;
    private final Bus bus;
    private final Path folder;
    private final String holder = UUID.randomUUID().toString();
    private final ImportClaims claims = new ImportClaims();
    /** The reading of an import that is being undone may end after its undo has begun. */
    private final Set<Running> running = new HashSet<>();

    private ImportFiles files;
    private Loop loop;
    private long tidied = System.nanoTime() - TIDY_MILLIS * 1_000_000;

    /** Something at work: how it is stopped, and when it has ended. */
    private record Running(long id, Runnable stop, Future<Void> end) {}

    /** @param folder where uploads of this node lie; need not exist */
    public ImportVerticle(Pool pool, Bus bus, Path folder) {
        this.pool = pool;
        this.bus = bus;
        this.folder = folder;
    }

    @Override
    public Future<?> start() {
        files = new ImportFiles(vertx, pool, folder);
        loop = new Loop(vertx, "imports", this::look, AGAIN_MILLIS, LOOK_MILLIS);
        return bus.listen(Addresses.IMPORTS_CHANGED, hint -> loop.wake()).onSuccess(x -> loop.start());
    }

    /** What runs ends after its transaction, and whoever starts next goes on. */
    @Override
    public Future<?> stop() {
        return loop.stop()
                .compose(x -> {
                    running.forEach(r -> r.stop.run());
                    return Future.join(running.stream().map(Running::end).toList());
                })
                .transform(x -> claims.release(pool, holder))
                .otherwiseEmpty(); // without its database it is free after some seconds
    }

    private Future<Boolean> look() {
        return files.whole()
                .compose(names -> claims.beat(pool, holder, atWork(), names)
                        .compose(x -> take(names))
                        .compose(more -> more
                                ? Future.succeededFuture(true)
                                : claims.giveUpAbandoned(pool).compose(x -> tidy())));
    }

    private List<Long> atWork() {
        return running.stream().map(Running::id).toList();
    }

    private Future<Boolean> tidy() {
        if (System.nanoTime() - tidied < TIDY_MILLIS * 1_000_000) {
            return Future.succeededFuture(false);
        }
        tidied = System.nanoTime();
        return files.tidy().map(false);
    }

    /** True if something was taken. */
    private Future<Boolean> take(List<String> names) {
        if (running.size() >= AT_ONCE) {
            return Future.succeededFuture(false);
        }
        return claims.takeFile(pool, names, holder).compose(file -> {
            file.ifPresent(this::read);
            return file.isPresent()
                    ? Future.succeededFuture(true)
                    : claims.takeUndo(pool, holder).map(this::undo);
        });
    }

    private void read(ImportBatch batch) {
        String name = batch.file().orElseThrow();
        ExportImporter run = new ExportImporter(vertx, pool, bus, batch, holder);
        log.info("the import {} is read", batch.name());
        // the file of a run that only stopped is needed again
        Future<Void> end = run.run(files.path(name), progress -> {})
                .<Void>compose(
                        report -> files.delete(name),
                        failure -> failure instanceof DomainException
                                ? files.delete(name).transform(x -> Future.failedFuture(failure))
                                : Future.failedFuture(failure));
        works(batch, run::stop, end);
    }

    private boolean undo(Optional<ImportBatch> taken) {
        taken.ifPresent(batch -> {
            ImportUndoing undoing = new ImportUndoing(pool, bus, batch.id(), holder);
            log.info("the import {} is undone", batch.name());
            works(batch, undoing::stop, undoing.run());
        });
        return taken.isPresent();
    }

    private void works(ImportBatch batch, Runnable stop, Future<Void> end) {
        Future<Void> noted = end.onFailure(f -> log.info("the import {} ended: {}", batch.name(), f.toString()))
                .otherwiseEmpty();
        Running mine = new Running(batch.id(), stop, noted);
        running.add(mine);
        noted.onComplete(x -> {
            running.remove(mine);
            loop.wake();
        });
    }
}
