package io.signalroom.testing;

import io.signalroom.config.AppConfig;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
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

    /** Public targets only. */
    public static final AppConfig.Webhooks WEBHOOKS = new AppConfig.Webhooks(false);

    /** One that may be called at anybody's word. */
    public static final InetAddress PUBLIC_ADDRESS = address("93.184.215.14");

    /** The lifetimes of answers by default. */
    public static final AppConfig.Cache CACHE = new AppConfig.Cache(
            true,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1));

    private ConfigSamples() {}

    /** Of a literal: nobody is asked. */
    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
