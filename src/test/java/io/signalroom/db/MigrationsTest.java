package io.signalroom.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Migrations of a database that is in use. */
@ExtendWith(Servers.class)
class MigrationsTest {
    private static final String SIGNALS = """
            INSERT INTO signal (id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, origin, kind,
                                direction, confidence)
            SELECT gen_random_uuid(), timestamptz '2026-03-01' + n * interval '1 minute', now(), 7, n, 1, 0, 'demo',
                   'trade_signal', 1, 0.1
            FROM generate_series(1, 1000) n""";

    private static String value(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void signals_stored_before_states_existed_stay_in_the_feed_and_the_planner_knows() throws SQLException {
        String url = Servers.freshDatabase();
        try (Connection connection = DriverManager.getConnection(Servers.jdbc(url));
                Statement statement = connection.createStatement()) {
            Flyway.configure()
                    .dataSource(Servers.jdbc(url), null, null)
                    .locations("classpath:db/migration")
                    .target("1")
                    .load()
                    .migrate();
            statement.execute(SIGNALS);
            assertThat(Migrations.migrate(url)).isPositive();
            assertThat(value(statement, "SELECT string_agg(DISTINCT state, ' ') FROM signal"))
                    .isEqualTo("published");
            assertThat(
                            value(
                                    statement,
                                    "SELECT most_common_freqs[1] FROM pg_stats WHERE tablename = 'signal_2026' AND attname = 'state'"))
                    .isEqualTo("1");
        }
    }
}
