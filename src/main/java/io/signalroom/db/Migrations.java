package io.signalroom.db;

import java.net.URI;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the schema up to date before anything else runs. Forward only; a schema newer than this program is refused. */
public final class Migrations {
    private Migrations() {}

    /**
     * Runs what is missing. Several nodes may call it at once: one works, the others wait.
     *
     * @param url {@code postgresql://user:password@host:port/database}
     * @return number of scripts run
     * @throws org.flywaydb.core.api.FlywayException if a script fails or the schema does not belong to this program
     */
    public static int migrate(String url) {
        return configure(url).load().migrate().migrationsExecuted;
    }

    private static FluentConfiguration configure(String url) {
        URI uri = URI.create(url);
        String[] user =
                uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        String query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
        String jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort())
                + uri.getPath() + query;
        return Flyway.configure()
                .dataSource(jdbc, user.length > 0 ? user[0] : null, user.length > 1 ? user[1] : null)
                .locations("classpath:db/migration")
                .ignoreMigrationPatterns(new String[0])
                .connectRetries(3)
                .cleanDisabled(true);
    }
}
