package io.signalroom.telegram;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.signalroom.telegram.preview.PreviewSource;
import io.signalroom.telegram.tdlib.TdlibSource;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the sources that the settings name. */
final class ConfiguredSources {
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(25);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final int MOST_UPDATES = 500;

    private final Vertx vertx;
    private final Pool pool;
    private final Bus bus;
    private final MeterRegistry meters;
    private final String agent;

    /** For one event loop; {@code agent} is who reads public pages, as {@code User-Agent}. */
    ConfiguredSources(Vertx vertx, Pool pool, Bus bus, MeterRegistry meters, String agent) {
        this.vertx = vertx;
        this.pool = pool;
        this.bus = bus;
        this.meters = meters;
        this.agent = agent;
    }

    /** {@code guard} is the first statement of what a source writes itself. */
    List<TelegramSource> of(AppConfig.Telegram telegram, Ingest.Step guard) {
        List<TelegramSource> sources = new ArrayList<>();
        telegram.botToken().ifPresent(token -> sources.add(bot(telegram, token)));
        telegram.account()
                .ifPresent(account -> sources.add(new TdlibSource(vertx, pool, account, meters, Clock.systemUTC())));
        if (telegram.preview().allowed()) {
            List<String> others = sources.stream().map(TelegramSource::id).toList();
            PreviewSource.Site site = new PreviewSource.Site(
                    telegram.preview().url(), agent, telegram.preview().channels(), others);
            sources.add(PreviewSource.polite(vertx, pool, guard, site, meters));
        }
        if (telegram.mockMode()) {
            sources.add(new MockSource(
                    vertx,
                    pool,
                    () -> Duration.ofMillis(ThreadLocalRandom.current().nextLong(5_000, 25_000))));
        }
        return sources;
    }

    /** One way or the other: Telegram refuses to be asked while it brings. */
    private TelegramSource bot(AppConfig.Telegram telegram, Secret token) {
        BotApiClient client = new BotApiClient(vertx, telegram.botApiUrl(), token);
        SourceOffsets offsets = new SourceOffsets(pool);
        return telegram.updates()
                .<TelegramSource>map(updates -> new WebhookSource(
                        vertx,
                        bus,
                        new BotWebhook(client, updates),
                        new LastHeard(offsets, Clock.systemUTC()),
                        new UpdateQueue(MOST_UPDATES, SourceMeters.refused(meters, BotApiSource.ID)),
                        LOOK_EVERY))
                .orElseGet(() -> new BotApiSource(vertx, client, offsets, POLL_TIMEOUT, Clock.systemUTC()));
    }
}
