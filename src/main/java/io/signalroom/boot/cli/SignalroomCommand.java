package io.signalroom.boot.cli;

import io.signalroom.boot.Version;
import io.signalroom.config.AppConfig;
import io.signalroom.config.ConfigException;
import io.signalroom.config.ConfigLoader;
import io.signalroom.config.FileSecrets;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalroom}: without a command it serves. */
@Command(
        name = "signalroom",
        mixinStandardHelpOptions = true,
        versionProvider = SignalroomCommand.VersionLine.class,
        description = "Reads crypto channels on Telegram and shows who is right.",
        footer = {"", "Settings come from conf/application.yaml, .env and the environment; see the README."},
        subcommands = {
            ServeCommand.class,
            ImportCommand.class,
            ParseCommand.class,
            DemoCommand.class,
            QuarantineCommand.class,
            KeyCommand.class,
            TokenCommand.class,
            TelegramCommand.class,
            VerifyCommand.class,
            MigrateCommand.class
        })
public final class SignalroomCommand implements Runnable {
    /** Wrong settings or arguments. */
    public static final int USAGE = 2;

    @Spec
    private CommandSpec spec;

    /** Runs one command line; returns the exit status. */
    public static int execute(String... args) {
        CommandLine line = new CommandLine(new SignalroomCommand());
        // channels that exist only here have negative ids, which look like options
        line.getSubcommands()
                .get("quarantine")
                .getSubcommands()
                .get("retry")
                .setUnmatchedOptionsArePositionalParams(true);
        line.setExecutionExceptionHandler(failures());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        String[] effective = args.length == 0 || onlyOptionsOfServe(args) ? prepend("serve", args) : args;
        return line.execute(effective);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    /** Reads the settings and sets up the log; the first thing every command does. */
    static AppConfig settings() {
        AppConfig config = ConfigLoader.load();
        System.setProperty("logback.configurationFile", "conf/logback.xml");
        System.setProperty("signalroom.log.level", config.log().level());
        System.setProperty("signalroom.log.format", config.log().format());
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        System.setProperty("vertx.cacheDirBase", config.dataDir().resolve("tmp").toString());
        FileSecrets.warnings().forEach(LoggerFactory.getLogger(SignalroomCommand.class)::warn);
        return config;
    }

    private static boolean onlyOptionsOfServe(String[] args) {
        return args[0].equals("--exit-with-parent");
    }

    private static String[] prepend(String first, String[] rest) {
        String[] all = new String[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    /** What a person can mend is said in words; everything else is a bug and shows where. */
    private static IExecutionExceptionHandler failures() {
        return (failure, line, parsed) -> {
            if (failure instanceof ConfigException config) {
                line.getErr().println("These settings cannot be used:");
                config.faults().forEach(fault -> line.getErr().println("  " + fault));
                return USAGE;
            }
            Optional<String> words = Apology.of(failure);
            words.ifPresent(line.getErr()::println);
            if (words.isEmpty()) {
                LoggerFactory.getLogger(SignalroomCommand.class).error("{} failed", line.getCommandName(), failure);
            }
            return 1;
        };
    }

    /** {@code --version}. */
    static final class VersionLine implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"signalroom " + Version.current()};
        }
    }
}
