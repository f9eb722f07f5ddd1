package io.signalroom.boot.cli;

import io.signalroom.config.AppConfig;
import io.signalroom.security.Jwt;
import io.signalroom.security.Scope;
import io.signalroom.security.SecretKey;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code token}: prints a token for development. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints a token for the API, signed with this installation's secret key.")
final class TokenCommand implements Callable<Integer> {
    @Option(
            names = "--scope",
            split = ",",
            defaultValue = "READ",
            description = "${COMPLETION-CANDIDATES}; default read.")
    private Set<Scope> scopes = EnumSet.noneOf(Scope.class);

    @Option(
            names = "--ttl",
            defaultValue = "PT15M",
            converter = TtlConverter.class,
            description = "Such as 90s or 15m; at most 15m, which is the default.")
    private Duration ttl;

    @Option(names = "--subject", defaultValue = "developer", description = "Whom the token names; default developer.")
    private String subject;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        AppConfig config = SignalroomCommand.settings();
        if (ttl.compareTo(Jwt.MAX_LIFE) > 0) {
            throw new ParameterException(
                    spec.commandLine(), "--ttl is at most 15m. For longer make a key: key create.");
        }
        Vertx vertx = Vertx.vertx();
        try {
            spec.commandLine().getOut().println(new Jwt(vertx, SecretKey.load(config)).issue(subject, scopes, ttl));
        } finally {
            vertx.close();
        }
        return 0;
    }

    /** {@code 90s}, {@code 15m}. */
    static final class TtlConverter implements picocli.CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            Duration ttl = Duration.parse(value.startsWith("P") ? value : "PT" + value);
            if (ttl.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new picocli.CommandLine.TypeConversionException("a time to live is at least 1s");
            }
            return ttl;
        }
    }
}
