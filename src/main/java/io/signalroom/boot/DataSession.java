package io.signalroom.boot;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.db.Db;
import io.signalroom.db.Migrations;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Pool;
import java.time.Duration;

/** What a command that needs the data works with: a database, beside a running server or on its own. */
public final class DataSession implements AutoCloseable {
    private static final Db.Limits LIMITS = new Db.Limits(4, Duration.ofSeconds(30), Duration.ofMinutes(10));
    private static final long CLOSE_SECONDS = 20;
    private final Backends backends;
    private final Vertx vertx;
    private final Bus bus;
    private final Pool pool;
    private final double reviewBelow;

    private DataSession(Backends backends, double reviewBelow) {
        this.backends = backends;
        this.reviewBelow = reviewBelow;
        this.vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        this.bus = Bus.open(vertx);
        this.pool = Db.pool(vertx, backends.databaseUrl(), "command", LIMITS);
    }

    /** Joins a running server, or starts PostgreSQL; the schema is up to date afterwards. */
    public static DataSession open(AppConfig config) {
        Backends backends = Backends.join(config);
        try {
            Migrations.migrate(backends.databaseUrl());
            return new DataSession(backends, config.parse().reviewBelow());
        } catch (RuntimeException e) {
            backends.close();
            throw e;
        }
    }

    public Vertx vertx() {
        return vertx;
    }

    public Bus bus() {
        return bus;
    }

    public Pool pool() {
        return pool;
    }

    /** Without a server on this data there is nobody else to parse: then a parser runs in this session. */
    public void parseHere() {
        if (!backends.joined()) {
            SignalParser parser = new SignalParser();
            Blocking.await(
                    vertx.deployVerticle(
                            new ParserVerticle(pool, bus, parser::parse, reviewBelow, new SimpleMeterRegistry())),
                    Duration.ofSeconds(30));
        }
    }

    @Override
    public void close() {
        Blocking.await(pool.close().otherwiseEmpty(), Duration.ofSeconds(CLOSE_SECONDS));
        Blocking.await(vertx.close(), Duration.ofSeconds(CLOSE_SECONDS));
        backends.close();
    }
}
