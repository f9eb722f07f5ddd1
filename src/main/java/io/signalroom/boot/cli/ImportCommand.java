package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.boot.DataSession;
import io.signalroom.config.AppConfig;
import io.signalroom.ledger.ImportBatch;
import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.ledger.ImportClaims;
import io.signalroom.ledger.ImportStore;
import io.signalroom.ledger.ParseQueue;
import io.signalroom.telegram.export.ExportImporter;
import io.signalroom.telegram.export.ImportReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: reads an export of Telegram Desktop, or takes back what one brought. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Reads an export of Telegram Desktop (Export chat history, format JSON or HTML).",
            "Works beside a running server. Importing a file twice changes nothing."
        })
final class ImportCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofHours(12);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long BEAT_MILLIS = 5_000;

    @ArgGroup(multiplicity = "1")
    private Choice choice;

    @Option(
            names = "--zone",
            description = "Time zone of the computer that made the export; needed for files made before June 2022.")
    private ZoneId zone;

    @Option(
            names = "--channel",
            paramLabel = "ID|@NAME|TITLE",
            description =
                    "What an HTML export is of, since its files do not say; a title that nobody has makes a new channel.")
    private String channel;

    @Option(names = "--from", description = "Leaves out earlier posts, such as 2026-01-01T00:00:00Z.")
    private Instant from;

    @Option(names = "--to", description = "Leaves out posts of this time and later.")
    private Instant to;

    @Option(names = "--dry-run", description = "Counts what would be stored and stores nothing.")
    private boolean dryRun;

    @Option(
            names = "--include",
            paramLabel = How.GROUPS,
            description = "Imports the groups of a whole account too; without it only its channels are.")
    private String include;

    @Spec
    private CommandSpec spec;

    private final ImportStore imports = new ImportStore();
    private final String holder = UUID.randomUUID().toString();

    private static final class Choice {
        @Parameters(
                paramLabel = "FILE",
                arity = "1",
                description = {"result.json, messages.html, a zip archive of the export,", "or the folder they are in."
                })
        private Path file;

        @Option(names = "--undo", paramLabel = "ID", description = "Takes away what an import alone brought.")
        private String undo;

        @Option(names = "--list", description = "Lists the imports, the newest first.")
        private boolean list;
    }

    @Override
    public Integer call() {
        AppConfig settings = SignalroomCommand.settings();
        if (choice.file != null) {
            ExportImporter.check(choice.file, how());
        }
        try (DataSession session = DataSession.open(settings)) {
            if (choice.list) {
                new ImportListing(session.pool()).print(out());
                return 0;
            }
            return choice.undo == null ? read(session) : undo(session);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int read(DataSession session) {
        if (!dryRun) {
            session.parseHere();
        }
        ImportBatch batch = begin(session);
        ImportReport report = read(session, batch);
        if (!dryRun) {
            new ParseWait(session, new ParseQueue()).untilNothingWaits();
        }
        print(report, batch);
        return succeeded(report) ? 0 : 1;
    }

    private How how() {
        if (include != null && !include.equals(How.GROUPS)) {
            throw new ParameterException(spec.commandLine(), "--include takes " + How.GROUPS + " only.");
        }
        return new How(zone == null ? null : zone.getId(), from, to, dryRun, channel, include != null);
    }

    private ImportBatch begin(DataSession session) {
        long bytes = choice.file.toFile().isFile() ? choice.file.toFile().length() : 0;
        return Blocking.await(imports.begun(session.pool(), how(), bytes, "command line", holder), ANSWER);
    }

    /** A file in which everything was left out is not what was meant. */
    private static boolean succeeded(ImportReport report) {
        boolean nothing = report.channels() == 0 && !report.problems().isEmpty();
        return report.complete() && report.failed() == 0 && !nothing;
    }

    private ImportReport read(DataSession session, ImportBatch batch) {
        ImportClaims claims = new ImportClaims();
        long beat = session.vertx()
                .setPeriodic(
                        BEAT_MILLIS,
                        x -> claims.beat(session.pool(), holder, List.of(batch.id()), List.of())
                                .otherwiseEmpty());
        try (ProgressBar bar =
                Bar.open("Reading", " KiB", Math.max(1, choice.file.toFile().length() / 1024))) {
            ExportImporter importer = new ExportImporter(session.vertx(), session.pool(), session.bus(), batch, holder);
            return Blocking.await(
                    importer.run(choice.file, progress -> {
                        bar.maxHint(progress.bytesTotal() / 1024);
                        bar.stepTo(progress.bytesRead() / 1024);
                        bar.setExtraMessage(progress.posts() + " posts");
                    }),
                    LIMIT);
        } finally {
            session.vertx().cancelTimer(beat);
        }
    }

    private int undo(DataSession session) {
        Optional<Long> id = ImportBatch.idOf(choice.undo);
        if (id.isEmpty()) {
            out().println("There is no import " + ImportListing.shown(choice.undo) + ". import --list shows them.");
            out().flush();
            return 1;
        }
        new ImportTakingBack(session, id.get(), holder).run(out());
        return 0;
    }

    private void print(ImportReport report, ImportBatch batch) {
        PrintWriter out = out();
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
        if (!dryRun) {
            out.println("This was " + batch.name() + ". Take it back by: import --undo " + batch.name());
        }
        out.flush();
    }
}
