package io.signalroom.boot.cli;

import io.signalroom.boot.Blocking;
import io.signalroom.boot.DataSession;
import io.signalroom.identity.ApiKey;
import io.signalroom.identity.ApiKeys;
import io.signalroom.security.Scope;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code key}: makes, lists and revokes API keys. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and revokes API keys, which POST /api/v1/auth/token takes for a token.")
final class KeyCommand implements Runnable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LONGEST_NAME = 100;

    private final ApiKeys keys = new ApiKeys();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say create, list or revoke.");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Makes a key and prints it, this once.")
    int create(
            @Option(names = "--name", required = true, description = "Whom or what it is for.") String name,
            @Option(names = "--scope", defaultValue = "READ", description = "${COMPLETION-CANDIDATES}; default read.")
                    Scope scope) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new ParameterException(spec.commandLine(), "--name takes 1 to 100 characters.");
        }
        try (DataSession session = DataSession.open(SignalroomCommand.settings())) {
            ApiKeys.Issued issued =
                    Blocking.await(keys.create(session.pool(), name.strip(), scope, "command line"), LIMIT);
            out().println(issued.text());
            out().flush();
            spec.commandLine()
                    .getErr()
                    .println(
                            "Keep it: it is shown this once. It is revoked by: java -jar target/signalroom.jar key revoke "
                                    + issued.key().id());
        }
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the keys, the newest first.")
    int list() {
        try (DataSession session = DataSession.open(SignalroomCommand.settings())) {
            var all = Blocking.await(keys.list(session.pool()), LIMIT);
            if (all.isEmpty()) {
                out().println("There is no key.");
            }
            all.forEach(key -> out().println(line(key)));
            out().flush();
        }
        return 0;
    }

    private static String line(ApiKey key) {
        String used = key.lastUsedAt()
                .map(at -> "last used " + at.truncatedTo(ChronoUnit.MINUTES))
                .orElse("never used");
        String state = key.revokedAt()
                .map(at -> "revoked " + at.truncatedTo(ChronoUnit.SECONDS))
                .orElse(used);
        return "%s  %-5s  %s  made by %s, %s"
                .formatted(key.id(), key.scope().wire(), shown(key.name()), shown(key.createdBy()), state);
    }

    /** Without what a terminal would obey. */
    private static String shown(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Refuses a key and its tokens from now on.")
    int revoke(@Parameters(paramLabel = "ID", description = "As list shows it.") String id) {
        try (DataSession session = DataSession.open(SignalroomCommand.settings())) {
            ApiKey key = Blocking.await(keys.revoke(session.pool(), id), LIMIT);
            out().println("Revoked " + key.id() + " (" + key.name() + "). Its tokens are refused within ten seconds.");
            out().flush();
        }
        return 0;
    }
}
