package io.signalroom.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What the owner of a data folder tells those who want to join: its process and its URLs. The file stays when the owner
 * stops, without a process in it, so that the next start can take the same ports.
 */
final class ConnectionFile {
    private static final String PID = "pid";
    private static final String STARTED = "started";
    private static final String POSTGRES = "postgres";
    private static final String REDIS = "redis";
    /** The start of a process is told from the boot time, which follows the clock. */
    private static final long CLOCK_STEP_MS = 5_000;

    private final Path file;

    ConnectionFile(Path file) {
        this.file = file;
    }

    void opened(Optional<String> postgresUrl, Optional<String> redisUrl) {
        Properties told = new Properties();
        told.setProperty(PID, String.valueOf(ProcessHandle.current().pid()));
        told.setProperty(STARTED, String.valueOf(startOf(ProcessHandle.current())));
        postgresUrl.ifPresent(url -> told.setProperty(POSTGRES, url));
        redisUrl.ifPresent(url -> told.setProperty(REDIS, url));
        write(told);
    }

    void closed() {
        Properties told = read();
        told.remove(PID);
        write(told);
    }

    /** The servers, if their owner lives and they answer. */
    Optional<RunningServers> running() {
        Properties told = read();
        if (!told.containsKey(PID) || !ownerLives(told)) {
            return Optional.empty();
        }
        Optional<String> postgres = answering(told, POSTGRES);
        Optional<String> redis = answering(told, REDIS);
        if (postgres.isEmpty() && redis.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RunningServers(Long.parseLong(told.getProperty(PID)), postgres, redis));
    }

    /** 0 if none is known. */
    int lastPostgresPort() {
        return portOf(read().getProperty(POSTGRES));
    }

    /** 0 if none is known. */
    int lastRedisPort() {
        return portOf(read().getProperty(REDIS));
    }

    private static Optional<String> answering(Properties told, String server) {
        return Optional.ofNullable(told.getProperty(server)).filter(url -> Ports.answers(portOf(url)));
    }

    private static boolean ownerLives(Properties told) {
        long started = Long.parseLong(told.getProperty(STARTED));
        return ProcessHandle.of(Long.parseLong(told.getProperty(PID)))
                .filter(ProcessHandle::isAlive)
                .filter(owner -> Math.abs(startOf(owner) - started) <= CLOCK_STEP_MS)
                .isPresent();
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    }

    private static int portOf(String url) {
        return url == null ? 0 : URI.create(url).getPort();
    }

    private Properties read() {
        Properties told = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            told.load(in);
        } catch (NoSuchFileException e) {
            return told;
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "Cannot read " + file + ": " + e,
                    "Run as the user that runs the server, or set DATABASE_URL and REDIS_URL.",
                    e);
        }
        return told;
    }

    private void write(Properties told) {
        StringWriter text = new StringWriter();
        try {
            told.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DataFolder.writeSecret(file, text.toString());
    }
}
