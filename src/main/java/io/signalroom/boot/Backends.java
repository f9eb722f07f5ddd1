package io.signalroom.boot;

import io.signalroom.config.AppConfig;
import io.signalroom.embedded.EmbeddedServers;
import io.signalroom.embedded.RunningServers;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where PostgreSQL and Redis are: given by the settings, running already on the same data folder, or started here.
 *
 * @param databaseUrl always there
 * @param redisUrl empty = no shared cache
 * @param mode what the status shows: embedded or external
 * @param joined true if another process of ours runs on the same data folder and parses what is stored
 * @param embedded servers to stop in the end
 */
public record Backends(
        String databaseUrl, Optional<String> redisUrl, String mode, boolean joined, Optional<EmbeddedServers> embedded)
        implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Backends.class);

    /** For the server itself: refuses a data folder that is in use. */
    public static Backends start(AppConfig config) {
        boolean postgres = config.databaseUrl().isEmpty();
        boolean redis = config.redisUrl().isEmpty() && config.cache().enabled();
        if (!postgres && !redis) {
            return new Backends(config.databaseUrl().get(), config.redisUrl(), "external", false, Optional.empty());
        }
        EmbeddedServers servers = EmbeddedServers.start(config.dataDir(), postgres, redis);
        servers.redisProblem().ifPresent(problem -> log.warn("No shared cache: {}", problem));
        return new Backends(
                config.databaseUrl().or(servers::postgresUrl).orElseThrow(),
                config.redisUrl().or(servers::redisUrl),
                postgres ? "embedded" : "external",
                false,
                Optional.of(servers));
    }

    /** For a command: joins a server that runs on the same data folder, else starts PostgreSQL itself. */
    public static Backends join(AppConfig config) {
        if (config.databaseUrl().isPresent()) {
            return new Backends(config.databaseUrl().get(), Optional.empty(), "external", false, Optional.empty());
        }
        Optional<RunningServers> running = EmbeddedServers.join(config.dataDir());
        Optional<String> url = running.flatMap(RunningServers::postgresUrl);
        if (url.isPresent()) {
            return new Backends(url.get(), Optional.empty(), "embedded", true, Optional.empty());
        }
        EmbeddedServers servers = EmbeddedServers.startForCommand(config.dataDir());
        return new Backends(
                servers.postgresUrl().orElseThrow(), Optional.empty(), "embedded", false, Optional.of(servers));
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedServers::close);
    }
}
