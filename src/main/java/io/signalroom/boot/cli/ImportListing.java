package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.ledger.ImportBatch;
import io.signalroom.ledger.ImportStore;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Prints the imports. */
final class ImportListing {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int PAGE = 200;
    private final Pool pool;
    private final ImportStore imports = new ImportStore();

    ImportListing(Pool pool) {
        this.pool = pool;
    }

    void print(PrintWriter out) {
        List<ImportBatch> page = page(Optional.empty());
        if (page.isEmpty()) {
            out.println("There is no import.");
        }
        while (!page.isEmpty()) {
            page.forEach(batch -> out.println(line(batch)));
            page = page(Optional.of(page.get(page.size() - 1).id()));
        }
        out.flush();
    }

    private List<ImportBatch> page(Optional<Long> behind) {
        return Blocking.await(imports.list(pool, behind, false, PAGE), ANSWER);
    }

    private static String line(ImportBatch batch) {
        JsonObject json = batch.json();
        JsonObject report = json.getJsonObject("report", new JsonObject());
        String brought = "%,d new, %,d changed".formatted(report.getLong("created", 0L), report.getLong("changed", 0L));
        return "%-8s  %-8s  %s  %s by %s"
                .formatted(
                        batch.name(),
                        batch.state().wire(),
                        json.getString("createdAt").substring(0, 16),
                        (batch.how().dryRun() ? "dry run: " : "") + brought,
                        shown(batch.createdBy()));
    }

    /** Without what a terminal would obey. */
    static String shown(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
