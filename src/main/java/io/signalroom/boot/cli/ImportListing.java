package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.ledger.ImportBatch;
import io.signalroom.ledger.ImportList;
import io.signalroom.ledger.ImportList.Page;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** Prints the imports. */
final class ImportListing {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int PAGE = 200;
    private final Pool pool;
    private final ImportList imports = new ImportList();

    ImportListing(Pool pool) {
        this.pool = pool;
    }

    void print(PrintWriter out) {
        Page page = page(Optional.empty());
        if (page.imports().isEmpty()) {
            out.println("There is no import.");
        }
        print(page, out);
        while (page.next().isPresent()) {
            page = page(page.next());
            print(page, out);
        }
        out.flush();
    }

    private static void print(Page page, PrintWriter out) {
        page.imports().forEach(batch -> out.println(line(batch)));
    }

    private Page page(Optional<String> cursor) {
        return Blocking.await(imports.page(pool, cursor, PAGE), ANSWER);
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
