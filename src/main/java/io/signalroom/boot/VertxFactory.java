package io.signalroom.boot;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds Vert.x and its meters. */
final class VertxFactory {
    private static final Logger log = LoggerFactory.getLogger(VertxFactory.class);

    private VertxFactory() {}

    static PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        return registry;
    }

    static Vertx create(PrometheusMeterRegistry meters) {
        MicrometerMetricsOptions metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setDisabledMetricsCategories(
                        Set.of(MetricsDomain.EVENT_BUS.toCategory(), MetricsDomain.NET_CLIENT.toCategory()))
                .setLabels(EnumSet.of(Label.HTTP_METHOD, Label.HTTP_CODE, Label.HTTP_ROUTE, Label.POOL_NAME));
        VertxOptions options = new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(eventLoops())
                .setMetricsOptions(metrics);
        Vertx vertx = Vertx.builder()
                .with(options)
                .withMetrics(new MicrometerMetricsFactory(meters))
                .build();
        vertx.exceptionHandler(failure -> {
            meters.counter("signalroom.unhandled").increment();
            log.error("unhandled", failure);
        });
        return vertx;
    }

    /** One a core; at least two, so that parsing and HTTP do not share one. */
    static int eventLoops() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }
}
