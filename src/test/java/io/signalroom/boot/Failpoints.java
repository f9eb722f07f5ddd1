package io.signalroom.boot;

import io.signalroom.testing.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops a server at a chosen step of its transactions, for good: triggers in the test's own database wait there for a lock
 * that the test holds. The program knows nothing of them, and its processes can be killed while they wait.
 */
final class Failpoints implements AutoCloseable {
    private static final long LOCK = 4_711;

    /** Where to stop. */
    enum Point {
        /** A delivery has come, and nothing of it is stored. */
        DELIVERED("BEFORE INSERT ON channel FOR EACH STATEMENT"),
        /** Posts are inserted, the offset is not. */
        POSTS_STORED("AFTER INSERT ON message FOR EACH STATEMENT"),
        /** The offset is stored, nothing is committed. */
        OFFSET_STORED("AFTER INSERT OR UPDATE ON source_offset FOR EACH STATEMENT"),
        /** COMMIT has been sent; PostgreSQL ends it after the kill, and nobody hears of it. */
        COMMITTING("AFTER INSERT OR UPDATE ON source_offset DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"),
        /** The parser has claimed its posts. */
        CLAIMED("AFTER DELETE ON parse_queue FOR EACH STATEMENT"),
        /** Signals are inserted, their events are not. */
        SIGNALS_STORED("AFTER INSERT ON signal FOR EACH STATEMENT"),
        /** Events are appended, nothing is committed. */
        EVENTS_APPENDED("AFTER INSERT ON signal_event FOR EACH STATEMENT"),
        /** As {@link #COMMITTING}, of the parser. */
        PARSED("AFTER UPDATE ON event_head DEFERRABLE INITIALLY DEFERRED FOR EACH ROW");

        private final String when;

        Point(String when) {
            this.when = when;
        }

        /** Whether what is done there is there afterwards. */
        private boolean ofCommit() {
            return when.contains("DEFERRED");
        }

        private String trigger() {
            String kind = ofCommit() ? "CREATE CONSTRAINT TRIGGER " : "CREATE TRIGGER ";
            return kind + "stop_" + name() + " " + when + " EXECUTE FUNCTION stop_here('" + name() + "')";
        }
    }

    private final Connection connection;

    /** In a migrated database that no server uses yet. */
    Failpoints(String url) {
        try {
            connection = DriverManager.getConnection(Servers.jdbc(url));
            run("CREATE TABLE stop_at (point text)");
            run("""
                    CREATE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF EXISTS (SELECT FROM stop_at WHERE point = TG_ARGV[0]) THEN
                            PERFORM pg_advisory_xact_lock_shared(%d);
                        END IF;
                        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
                    END $$""".formatted(LOCK));
            for (Point point : Point.values()) {
                run(point.trigger());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who comes there from now on waits. */
    void stopAt(Point point) {
        run("SELECT pg_advisory_lock(" + LOCK + ")");
        run("INSERT INTO stop_at VALUES ('" + point + "')");
    }

    /** Whether somebody waits there. */
    boolean reached() {
        return count("""
                SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""") > 0;
    }

    /** After the kill: ends what waits, or lets a commit end, and waits until nothing of the dead server runs. */
    void letGo(Point point) {
        run("DELETE FROM stop_at");
        if (!point.ofCommit()) {
            run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'advisory'"
                    + " AND datname = current_database()");
        }
        run("SELECT pg_advisory_unlock(" + LOCK + ")");
    }

    /** Gives the dead server's leases away at once, so that the test need not wait six seconds. */
    void endLeases() {
        run("UPDATE poll_lease SET expires_at = '-infinity'");
    }

    /** A number out of the database. */
    long count(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of each row. */
    List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
