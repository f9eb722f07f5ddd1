package io.signalroom.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.signalroom.config.AppConfig;
import io.signalroom.problem.ProblemHandler;
import io.signalroom.problem.ReadablePath;
import io.signalroom.security.SecurityHeaders;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.PrometheusScrapingHandler;
import io.vertx.sqlclient.Pool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Health and metrics on a port of their own, which is not published. */
public final class ManagementVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(ManagementVerticle.class);
    private static final int IDLE_SECONDS = 30;

    private final AppConfig.Http config;
    private final Pool pool;
    private final Readiness readiness;
    private final PrometheusMeterRegistry meters;
    private HttpServer server;

    public ManagementVerticle(AppConfig.Http config, Pool pool, Readiness readiness, PrometheusMeterRegistry meters) {
        this.config = config;
        this.pool = pool;
        this.readiness = readiness;
        this.meters = meters;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        ProblemHandler.mount(router);
        router.route().handler(new SecurityHeaders());
        router.route().handler(new ReadablePath());
        new Health(pool, readiness).mount(router);
        router.get("/metrics").handler(PrometheusScrapingHandler.create(meters));
        server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS));
        return server.requestHandler(router)
                .listen(config.managementPort(), config.managementHost())
                .onSuccess(
                        x -> log.info("Health and metrics are on http://{}:{}", config.managementHost(), actualPort()));
    }

    /** The port it listens on, after the start. */
    public int actualPort() {
        return server.actualPort();
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }
}
