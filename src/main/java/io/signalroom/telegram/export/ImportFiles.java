package io.signalroom.telegram.export;

import io.signalroom.ledger.ImportClaims;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystem;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The uploaded files of this node: one an import while it is needed, and half ones that are on their way. */
final class ImportFiles {
    private static final Logger log = LoggerFactory.getLogger(ImportFiles.class);
    private static final String WHOLE = ".json";

    /** Longer than an upload may stall, and than it takes from a file's last byte to its row. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private final FileSystem files;
    private final Pool pool;
    private final Path folder;
    private final ImportClaims claims = new ImportClaims();

    ImportFiles(Vertx vertx, Pool pool, Path folder) {
        this.files = vertx.fileSystem();
        this.pool = pool;
        this.folder = folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** The names of those that are whole. */
    Future<List<String>> whole() {
        return names().map(all -> all.stream().filter(n -> n.endsWith(WHOLE)).toList());
    }

    private Future<List<String>> names() {
        return files.exists(folder.toString())
                .compose(there -> there ? files.readDir(folder.toString()) : Future.succeededFuture(List.of()))
                .map(paths -> paths.stream()
                        .map(p -> Path.of(p).getFileName().toString())
                        .toList());
    }

    Future<Void> delete(String name) {
        return files.delete(path(name).toString()).recover(failure -> {
            log.debug("the file {} could not be deleted: {}", name, failure.toString());
            return Future.succeededFuture();
        });
    }

    /** Deletes files of imports that ended, and what an upload left that broke off with its server. */
    Future<Void> tidy() {
        return names().compose(all -> old(all))
                .compose(old -> old.isEmpty()
                        ? Future.<Void>succeededFuture()
                        : claims.wanted(pool, old).compose(wanted -> deleteAllBut(wanted, old)));
    }

    private Future<List<String>> old(List<String> names) {
        Instant before = Instant.now().minus(FORGOTTEN);
        List<String> old = new ArrayList<>();
        List<Future<Void>> looks = new ArrayList<>();
        for (String name : names) {
            looks.add(files.props(path(name).toString()).map(props -> {
                if (Instant.ofEpochMilli(props.lastModifiedTime()).isBefore(before)) {
                    old.add(name);
                }
                return null;
            }));
        }
        return Future.join(looks).transform(x -> Future.succeededFuture(old));
    }

    private Future<Void> deleteAllBut(Collection<String> wanted, List<String> names) {
        return Future.join(names.stream()
                        .filter(name -> !wanted.contains(name))
                        .map(this::delete)
                        .toList())
                .mapEmpty();
    }
}
