package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.boot.DataSession;
import io.signalroom.ledger.Quarantine;
import io.signalroom.ledger.Quarantine.Held;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quarantine}: lists posts that could not be read, and has them read again. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the posts that could not be stored or read, and has those that are stored read again.",
            "Works beside a running server."
        })
final class QuarantineCommand implements Runnable {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int MOST_LISTED = 1_000;

    private final Quarantine quarantine = new Quarantine();

    @Spec
    private CommandSpec spec;

    /** Everything, or entries by their names. */
    private static final class Choice {
        @Option(names = "--all", description = "Every entry that is stored.")
        private boolean all;

        @Parameters(
                paramLabel = "ID",
                arity = "1..*",
                description = "CHANNEL/MESSAGE/VERSION as list shows it.",
                converter = QuarantineKey.class)
        private List<Quarantine.Key> keys;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say list or retry.");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the entries, the newest first.")
    int list() {
        try (DataSession session = DataSession.open(SignalroomCommand.settings())) {
            Quarantine.Counts counts = Blocking.await(quarantine.counts(session.pool()), ANSWER);
            List<Held> newest = Blocking.await(quarantine.list(session.pool(), MOST_LISTED), ANSWER);
            newest.forEach(held -> out().println(line(held)));
            out().printf(
                            "%,d in quarantine, %,d of them can be read again by: quarantine retry --all%n",
                            counts.all(), counts.stored());
            if (counts.all() > newest.size()) {
                out().printf("These are the newest %,d.%n", newest.size());
            }
            out().flush();
        }
        return 0;
    }

    private static String line(Held held) {
        return "%-28s  %s  %s%s"
                .formatted(
                        QuarantineKey.text(held.key()),
                        held.at().truncatedTo(ChronoUnit.SECONDS),
                        ImportListing.shown(held.reason()),
                        held.stored() ? "" : "; never stored, so it cannot be read again");
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = {
                "Puts entries back into the parsers' queue and waits until they are read.",
                "A post that was never stored cannot be read again: import an export of its channel."
            })
    int retry(@ArgGroup(multiplicity = "1") Choice choice) {
        try (DataSession session = DataSession.open(SignalroomCommand.settings())) {
            QuarantineRetry retry = new QuarantineRetry(session, quarantine, out());
            boolean done = choice.all ? retry.all() : retry.these(choice.keys);
            out().flush();
            return done ? 0 : 1;
        }
    }
}
