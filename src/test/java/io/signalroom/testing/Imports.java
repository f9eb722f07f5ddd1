package io.signalroom.testing;

import io.signalroom.ledger.ImportBatch;
import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.ledger.ImportStore;
import io.signalroom.telegram.export.ExportImporter;
import io.signalroom.telegram.export.ImportProgress;
import io.signalroom.telegram.export.ImportReport;
import io.signalroom.telegram.export.ImportUndoing;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Imports as the command line carries them out. */
public final class Imports {
    /** Everything, stored. */
    public static final How ALL = new How(null, null, null, false);

    private static final String HOLDER = "test";

    private Imports() {}

    /** Imports a file. */
    public static ImportReport run(Room room, Path file, How how) {
        return run(room, file, how, progress -> {});
    }

    /** The same, told of each batch. */
    public static ImportReport run(Room room, Path file, How how, Consumer<ImportProgress> progress) {
        ImportBatch batch = Room.await(new ImportStore().begun(room.pool, how, 1, "tester", HOLDER));
        return Room.await(new ExportImporter(room.vertx, room.pool, room.bus, batch, HOLDER).run(file, progress));
    }

    /** Undoes the import of this number. */
    public static void undo(Room room, long id) {
        Room.await(new ImportStore().undo(room.pool, id));
        room.value("UPDATE import_batch SET holder = 'test' WHERE id = " + id + " RETURNING 1");
        Room.await(new ImportUndoing(room.pool, room.bus, id, HOLDER).run());
    }

    /** A report without its lines by channel. */
    public static ImportReport total(ImportReport report) {
        return new ImportReport(
                report.created(),
                report.same(),
                report.changed(),
                report.skipped(),
                report.failed(),
                report.channels(),
                report.complete(),
                report.problems(),
                List.of());
    }
}
