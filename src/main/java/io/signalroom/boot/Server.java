package io.signalroom.boot;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.db.Migrations;
import io.signalroom.ops.Readiness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole server: starts everything in order, stops everything in order. */
public final class Server {
    private static final Logger log = LoggerFactory.getLogger(Server.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Instant began = Instant.now();
    private final AppConfig config;
    private final PrometheusMeterRegistry meters = VertxFactory.meters();
    private final Vertx vertx = VertxFactory.create(meters);
    private final Readiness readiness = new Readiness();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Preparations preparations = Preparations.begin(vertx);
    private Backends backends;
    private Deployments deployments;

    private Server(AppConfig config) {
        this.config = config;
    }

    /**
     * Starts and returns when requests are served.
     *
     * @throws RuntimeException if that is not possible; nothing is left running
     */
    public static Server start(AppConfig config) {
        Ports.check(config.http());
        Server server = new Server(config);
        try {
            server.open();
        } catch (RuntimeException e) {
            server.preparations.settle();
            server.stop();
            throw server.bindFailure(e);
        }
        return server;
    }

    /** Logs where it listens; to be called when whoever reads that may stop the server. */
    public void announce() {
        long millis = Duration.between(began, Instant.now()).toMillis();
        log.info("Signalroom listens on http://{}:{} ({} ms)", config.http().host(), port(), millis);
    }

    private void open() {
        backends = Backends.start(config);
        Migrations.migrate(backends.databaseUrl());
        deployments = new Deployments(vertx, Bus.open(vertx), config, backends, readiness, meters);
        Blocking.await(deployments.deploy(preparations), START_LIMIT);
        readiness.become(Readiness.State.SERVING);
    }

    /** The port of the public server. */
    public int port() {
        return deployments.port();
    }

    /**
     * Stops in order; the second call does nothing.
     *
     * @return false if something did not end in time
     */
    public boolean stop() {
        if (!stopped.compareAndSet(false, true)) {
            return true;
        }
        readiness.become(Readiness.State.STOPPING);
        boolean clean = true;
        try {
            Blocking.await(deployments == null ? Future.succeededFuture() : deployments.undeploy(), STOP_LIMIT);
        } catch (RuntimeException e) {
            log.warn("not everything ended in time: {}", e.getMessage());
            clean = false;
        }
        clean &= close();
        if (backends != null) {
            backends.close();
        }
        log.info("Signalroom has stopped");
        return clean;
    }

    private boolean close() {
        try {
            Blocking.await(vertx.close(), STOP_LIMIT);
            return true;
        } catch (RuntimeException e) {
            log.warn("Vert.x did not close: {}", e.getMessage());
            return false;
        }
    }

    private RuntimeException bindFailure(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<StartException> refused = Ports.refused(config.http(), cause);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return failure;
    }
}
