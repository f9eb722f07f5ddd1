package io.signalroom.cache;

import static io.signalroom.testing.Room.await;

import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Redis of a test's own, which may be hung, killed, started again at its place, and filled. */
final class OwnRedis implements AutoCloseable {
    private static final String TURN = ":turn";
    private final Vertx vertx = Vertx.vertx();
    private final List<String> options;
    private final int port;
    private Process process;

    /** @param options of the configuration, besides those that keep it small and quiet */
    OwnRedis(String... options) {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.options = List.of(options);
        start();
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it, empty, and waits until it answers. */
    void start() {
        List<String> line = new ArrayList<>(List.of(program(), "--port", String.valueOf(port), "--bind", "127.0.0.1"));
        line.addAll(List.of("--save", "", "--appendonly", "no"));
        line.addAll(options);
        try {
            process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Room.eventually(vertx, Duration.ofSeconds(10), () -> {
            try {
                return send(Request.cmd(Command.PING)).toString().equals("PONG");
            } catch (RuntimeException e) {
                return false;
            }
        });
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** It takes connections, or seems to, and answers nothing. */
    void hang() {
        signal("-STOP");
    }

    void goOn() {
        signal("-CONT");
    }

    /** Carries out a command on a connection of its own. */
    Response send(Request request) {
        Redis client = Redis.createClient(vertx, url());
        return await(client.send(request).eventually(client::close));
    }

    /** The keys of answers. */
    List<String> keys() {
        return all().filter(key -> !key.endsWith(TURN)).toList();
    }

    /** The keys of turns to compute one. */
    List<String> turns() {
        return all().filter(key -> key.endsWith(TURN)).toList();
    }

    private Stream<String> all() {
        return send(Request.cmd(Command.KEYS).arg("signalroom:*")).stream().map(Response::toString);
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that all tests share runs the program that we need. */
    private static String program() {
        Servers.redisUrl();
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("redis.conf"))
                .flatMap(process -> process.info().command().stream())
                .filter(command -> command.contains("test-servers") && command.contains("redis"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        goOn();
        kill();
        await(vertx.close());
    }
}
