package io.signalroom.boot.cli;

import io.signalroom.boot.Backends;
import io.signalroom.config.AppConfig;
import io.signalroom.db.Migrations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code migrate}: brings the schema up to date; every start does it too. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Brings the database's schema up to date and stops.")
final class MigrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        AppConfig config = SignalroomCommand.settings();
        try (Backends backends = Backends.join(config)) {
            int scripts = Migrations.migrate(backends.databaseUrl());
            spec.commandLine()
                    .getOut()
                    .println(scripts == 0 ? "The schema is up to date." : "Scripts run: " + scripts + ".");
        }
        return 0;
    }
}
