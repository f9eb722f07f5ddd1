package io.signalroom.boot.cli;

import io.signalroom.boot.Server;
import io.signalroom.config.AppConfig;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}: runs the server until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the server; without DATABASE_URL and REDIS_URL it brings PostgreSQL and Redis along.")
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--exit-with-parent",
            hidden = true,
            description = "Stops when the process that started this one ends, in whatever way.")
    private boolean exitWithParent;

    @Override
    public Integer call() throws InterruptedException {
        AppConfig config = SignalroomCommand.settings();
        Server server = Server.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        server.announce();
        if (exitWithParent) {
            ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /** Being told to stop is no failure: the status is 0 when everything ended in order. */
    private static void stop(Server server) {
        Runtime.getRuntime().halt(server.stop() ? 0 : 1);
    }
}
