package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.boot.DataSession;
import io.signalroom.ledger.ParseQueue;
import io.signalroom.telegram.export.ExportImporter;
import io.signalroom.telegram.export.ImportOptions;
import io.signalroom.telegram.export.ImportReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: reads an export of Telegram Desktop. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Reads an export of Telegram Desktop (Export chat history, format JSON).",
            "Works beside a running server. Importing a file twice changes nothing."
        })
final class ImportCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofHours(12);

    @Parameters(paramLabel = "FILE", description = "result.json, or the folder it is in.")
    private Path file;

    @Option(names = "--zone", description = "Time zone of the export, for files made before June 2022; default ours.")
    private ZoneId zone;

    @Option(names = "--from", description = "Leaves out earlier posts, such as 2026-01-01T00:00:00Z.")
    private Instant from;

    @Option(names = "--to", description = "Leaves out posts of this time and later.")
    private Instant to;

    @Option(names = "--dry-run", description = "Counts what would be stored and stores nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (DataSession session = DataSession.open(SignalroomCommand.settings())) {
            ImportReport report = read(session);
            if (!dryRun) {
                session.parseHere();
                new ParseWait(session, new ParseQueue()).untilNothingWaits();
            }
            print(report, spec.commandLine().getOut());
            return report.complete() && report.failed() == 0 ? 0 : 1;
        }
    }

    private ImportReport read(DataSession session) {
        ImportOptions options = new ImportOptions(zone, from, to, dryRun);
        try (ProgressBar bar =
                Bar.open("Reading", " KiB", Math.max(1, file.toFile().length() / 1024))) {
            return Blocking.await(
                    new ExportImporter(session.vertx(), session.pool(), session.bus()).run(file, options, progress -> {
                        bar.maxHint(progress.bytesTotal() / 1024);
                        bar.stepTo(progress.bytesRead() / 1024);
                        bar.setExtraMessage(progress.posts() + " posts");
                    }),
                    LIMIT);
        }
    }

    private void print(ImportReport report, PrintWriter out) {
        out.println((dryRun ? "Would store" : "Stored") + " from " + report.channels() + " channels:");
        out.printf("  %,10d new%n", report.created());
        out.printf("  %,10d known, same text%n", report.same());
        out.printf("  %,10d known, other text: kept beside the first%n", report.changed());
        out.printf("  %,10d skipped (service messages, other chats, outside the time)%n", report.skipped());
        out.printf("  %,10d failed%n", report.failed());
        report.problems().forEach(problem -> out.println("  " + problem));
        if (!report.complete()) {
            out.println("The file broke off. What stands before that is stored; import a whole file again.");
        }
        out.flush();
    }
}
