package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.boot.DataSession;
import io.signalroom.ledger.LedgerCheck;
import java.io.PrintWriter;
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
        description =
                "Checks the stored data: nothing of a channel was changed since it was stored (its chain of hashes),"
                        + " versions and events without gaps, counts equal to a recount.")
final class VerifyCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (DataSession session = DataSession.open(SignalroomCommand.settings())) {
            List<LedgerCheck.Result> results = Blocking.await(new LedgerCheck().run(session.pool()), LIMIT);
            results.forEach(this::print);
            return results.stream().allMatch(r -> r.broken() == 0) ? 0 : 1;
        }
    }

    private void print(LedgerCheck.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        boolean whole = result.broken() == 0;
        String unit = result.details().isEmpty() ? " rows" : " broken";
        out.println(
                (whole ? "ok      " : "BROKEN  ") + result.promise() + (whole ? "" : ": " + result.broken() + unit));
        result.details().forEach(detail -> out.println("        " + detail));
    }
}
