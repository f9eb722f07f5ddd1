package io.signalroom.testing;

import io.signalroom.embedded.EmbeddedServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * A real PostgreSQL and a real Redis for tests: one of each for the test JVM, started by the first test that asks. With
 * {@code @ExtendWith(Servers.class)} they end, and their folder goes, after the last test of any engine; without it they
 * end with the JVM.
 *
 * <pre>{@code
 * @ExtendWith(Servers.class)
 * class LedgerTest {
 *     private final String url = Servers.freshDatabase();
 * }</pre>
 */
public final class Servers implements BeforeAllCallback {
    private static final Path HOME = Path.of("target", "test-servers").toAbsolutePath();
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();
    private static volatile boolean started;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Servers.class))
                .getOrComputeIfAbsent("servers", key -> (AutoCloseable) Servers::closeIfStarted);
    }

    /** A new, empty database. @return {@code postgresql://user:password@127.0.0.1:port/name} */
    public static String freshDatabase() {
        return create("template1");
    }

    /**
     * A new database that starts as a copy of another, which is made once per test JVM: migrating takes longer than copying.
     *
     * @param template a name for it, a plain word
     * @param prepare is given the URL of the empty template and must leave no connection to it open
     */
    public static String freshDatabase(String template, Consumer<String> prepare) {
        TEMPLATES.computeIfAbsent(template, name -> {
            String url = createAs(name, "template1");
            prepare.accept(url);
            return url;
        });
        return create(template);
    }

    /** @return {@code redis://:password@127.0.0.1:port}; all tests share this one, so choose keys of your own */
    public static String redisUrl() {
        return running()
                .redisUrl()
                .orElseThrow(() -> new IllegalStateException(
                        "no Redis for the tests: " + running().redisProblem().orElse("")));
    }

    /** The same database for JDBC. */
    public static String jdbc(String url) {
        URI uri = URI.create(url);
        String[] user = uri.getUserInfo().split(":", 2);
        return "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath() + "?user=" + user[0]
                + "&password=" + user[1];
    }

    private static String create(String template) {
        return createAs("test_" + DATABASES.incrementAndGet(), template);
    }

    private static String createAs(String name, String template) {
        String admin = running().postgresUrl().orElseThrow();
        try (Connection connection = DriverManager.getConnection(jdbc(admin));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
        return URI.create(admin).resolve("/" + name).toString();
    }

    private static EmbeddedServers running() {
        return Shared.SERVERS;
    }

    private static void closeIfStarted() {
        if (started) {
            running().close();
            delete(data());
        }
    }

    private static Path data() {
        return HOME.resolve("data-" + ProcessHandle.current().pid());
    }

    /** A folder of this test JVM's, gone when the servers are, that has the unpacked binaries. */
    static Path folder(String name) {
        running();
        Path folder = data().resolve(name);
        try {
            Files.createSymbolicLink(Files.createDirectories(folder).resolve("bin"), HOME.resolve("bin"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteWhatKilledRunsLeft() throws IOException {
        try (Stream<Path> folders = Files.list(HOME)) {
            folders.filter(folder -> folder.getFileName().toString().matches("data-\\d+"))
                    .filter(folder -> ProcessHandle.of(pidOf(folder)).isEmpty())
                    .forEach(Servers::delete);
        }
    }

    private static long pidOf(Path folder) {
        return Long.parseLong(folder.getFileName().toString().substring("data-".length()));
    }

    private static void delete(Path tree) {
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started when first touched. */
    private static final class Shared {
        private static final EmbeddedServers SERVERS = start();

        /** The binaries are unpacked once for all runs; the data are this run's own. */
        private static EmbeddedServers start() {
            try {
                Path bin = Files.createDirectories(HOME.resolve("bin"));
                deleteWhatKilledRunsLeft();
                Files.createSymbolicLink(Files.createDirectories(data()).resolve("bin"), bin);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            EmbeddedServers servers = EmbeddedServers.start(data(), true, true);
            started = true;
            servers.postgresUrl().ifPresent(SecretAlarm::guard);
            servers.redisUrl().ifPresent(SecretAlarm::guard);
            return servers;
        }
    }
}
