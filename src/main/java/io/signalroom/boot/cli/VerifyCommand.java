package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.boot.DataSession;
import io.signalroom.ledger.LedgerCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code verify}: checks the promises that the stored data can show. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Checks the stored data: versions without gaps, events without gaps, counts equal to a recount.")
final class VerifyCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (DataSession session = DataSession.open(SignalroomCommand.settings())) {
            List<LedgerCheck.Result> results = Blocking.await(new LedgerCheck().run(session.pool()), LIMIT);
            results.forEach(r -> spec.commandLine()
                    .getOut()
                    .println((r.broken() == 0 ? "ok      " : "BROKEN  ")
                            + r.promise()
                            + (r.broken() == 0 ? "" : ": " + r.broken() + " rows")));
            return results.stream().allMatch(r -> r.broken() == 0) ? 0 : 1;
        }
    }
}
