package io.signalroom.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class ServersTest {
    @Test
    void each_test_class_gets_an_empty_database_of_its_own() throws SQLException {
        String one = Servers.freshDatabase();
        String other = Servers.freshDatabase();
        run(one, "CREATE TABLE mine (n int)");
        run(other, "CREATE TABLE mine (n int)");
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void a_template_is_prepared_once_and_copied() throws SQLException {
        int[] prepared = {0};
        String first = Servers.freshDatabase("prepared", url -> {
            prepared[0]++;
            runUnchecked(url, "CREATE TABLE given (n int)");
        });
        String second = Servers.freshDatabase("prepared", url -> prepared[0]++);
        run(first, "INSERT INTO given VALUES (1)");
        run(second, "INSERT INTO given VALUES (1)");
        assertThat(prepared[0]).isEqualTo(1);
    }

    @Test
    void redis_is_there() {
        assertThat(Servers.redisUrl()).startsWith("redis://:").contains("@127.0.0.1:");
    }

    private static void runUnchecked(String url, String sql) {
        try {
            run(url, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(Servers.jdbc(url));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
