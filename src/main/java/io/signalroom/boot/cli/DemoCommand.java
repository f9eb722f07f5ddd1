package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.boot.DataSession;
import io.signalroom.ledger.ParseQueue;
import io.signalroom.telegram.DemoLoader;
import java.time.Duration;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: writes demo posts, or takes them away. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Writes demo posts that pass through the real parser, or removes every one of them.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofHours(12);
    private static final int MOST_POSTS = 10_000_000;

    @ArgGroup(multiplicity = "1")
    private Choice choice;

    @Spec
    private CommandSpec spec;

    private static final class Choice {
        @Option(names = "--posts", paramLabel = "N", description = "Replaces the demo by N posts, 1 to 10000000.")
        private int posts;

        @Option(names = "--remove", description = "Removes everything the demo wrote, in one act.")
        private boolean remove;
    }

    @Override
    public Integer call() {
        if (!choice.remove && (choice.posts < 1 || choice.posts > MOST_POSTS)) {
            throw new ParameterException(spec.commandLine(), "--posts takes 1 to 10000000.");
        }
        try (DataSession session = DataSession.open(SignalroomCommand.settings())) {
            if (choice.remove) {
                remove(session);
            } else {
                write(session);
            }
        }
        return 0;
    }

    private void remove(DataSession session) {
        long removed = Blocking.await(DemoLoader.remove(session.pool()), LIMIT);
        spec.commandLine().getOut().printf("Removed %,d demo posts and what was read out of them.%n", removed);
        spec.commandLine().getOut().flush();
    }

    private void write(DataSession session) {
        session.parseHere();
        DemoLoader loader = new DemoLoader(session.vertx(), session.pool(), session.bus(), 20_000);
        try (ProgressBar bar = Bar.open("Writing", " posts", choice.posts)) {
            Blocking.await(loader.replace(choice.posts, progress -> bar.stepTo(progress.done())), LIMIT);
        }
        new ParseWait(session, new ParseQueue()).untilNothingWaits();
        spec.commandLine().getOut().printf("The demo has %,d posts.%n", choice.posts);
        spec.commandLine().getOut().flush();
    }
}
