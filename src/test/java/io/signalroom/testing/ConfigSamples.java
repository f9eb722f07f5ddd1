package io.signalroom.testing;

import io.signalroom.config.AppConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Settings that tests have in common: no network. */
public final class ConfigSamples {
    /** No feed. */
    public static final AppConfig.Market MARKET = new AppConfig.Market(
            "none", URI.create("http://127.0.0.1:1"), URI.create("ws://127.0.0.1:1"), Path.of("target", "klines"));

    /** What outcomes assume by default. */
    public static final AppConfig.Outcomes OUTCOMES =
            new AppConfig.Outcomes(Duration.ofSeconds(30), Duration.ofDays(7), Duration.ofDays(1), 0.1, 0.05);

    /** The lifetimes of answers by default. */
    public static final AppConfig.Cache CACHE = new AppConfig.Cache(
            true,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1));

    private ConfigSamples() {}
}
