package io.signalroom.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the settings: {@code conf/application.yaml}, then {@code .env}, then the environment; the later wins. Collects
 * every fault before it gives up, so that one start shows them all.
 */
public final class ConfigLoader {
    private final List<String> faults = new ArrayList<>();
    private final Path folder;
    private final WrittenSettings written;

    private ConfigLoader(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.written = WrittenSettings.of(folder, environment, faults);
    }

    /** The settings of this process: its working folder and its environment. */
    public static AppConfig load() {
        return load(Path.of("").toAbsolutePath(), System.getenv());
    }

    /**
     * Reads the settings.
     *
     * @param folder holds {@code conf/application.yaml} and {@code .env}, both optional
     * @param environment variables; unknown ones are ignored, empty ones count as not set
     * @throws ConfigException naming every fault
     */
    public static AppConfig load(Path folder, Map<String, String> environment) {
        ConfigLoader loader = new ConfigLoader(folder, environment);
        AppConfig config = loader.build();
        if (!loader.faults.isEmpty()) {
            throw new ConfigException(loader.faults);
        }
        return config;
    }

    private AppConfig build() {
        Path dataDir = folder.resolve(need(Setting.DATA_DIR, Path::of, Path.of("data")))
                .normalize();
        return new AppConfig(
                http(),
                new AppConfig.Limits(
                        need(Setting.RATE_PER_MINUTE, v -> Values.whole(v, 1, 10_000_000), 600),
                        need(Setting.TRUSTED_PROXIES, Values::networks, List.of())),
                check(Setting.DATABASE_URL, v -> Values.url(v, "postgres", "postgresql")),
                check(Setting.REDIS_URL, v -> Values.url(v, "redis", "rediss")),
                dataDir,
                check(Setting.SECRET_KEY, Values::secretKey),
                check(Setting.SECRET_KEY_PREVIOUS, Values::secretKey),
                issuer(),
                telegram(dataDir),
                new AppConfig.Parse(
                        need(Setting.REVIEW_BELOW, Values::share, 0.5),
                        need(Setting.PARSE_RATE_PER_MINUTE, v -> Values.whole(v, 1, 1_000_000), 60)),
                new AppConfig.Imports(need(Setting.IMPORT_MAX_MB, v -> Values.whole(v, 1, 1_048_576), 4_096)),
                cache(),
                market(),
                outcomes(),
                new AppConfig.Webhooks(need(Setting.WEBHOOK_PRIVATE_TARGETS, Values::flag, false)),
                need(Setting.DEMO_POSTS, v -> Values.whole(v, 0, 10_000_000), 0),
                new AppConfig.Log(
                        need(
                                Setting.LOG_LEVEL,
                                v -> Values.oneOf(v, "TRACE", "DEBUG", "INFO", "WARN", "ERROR"),
                                "INFO"),
                        need(Setting.LOG_FORMAT, v -> Values.oneOf(v, "text", "json"), "text")));
    }

    private AppConfig.Http http() {
        return new AppConfig.Http(
                need(Setting.HTTP_HOST, Values::host, "127.0.0.1"),
                need(Setting.HTTP_PORT, v -> Values.whole(v, 0, 65_535), 0),
                need(Setting.MANAGEMENT_HOST, Values::host, "127.0.0.1"),
                need(Setting.MANAGEMENT_PORT, v -> Values.whole(v, 0, 65_535), 0),
                need(Setting.CORS_ORIGINS, Values::origins, List.of()),
                need(Setting.READ_OPEN, Values::flag, true));
    }

    private Optional<AppConfig.Issuer> issuer() {
        Optional<String> name = check(Setting.JWT_ISSUER, v -> v);
        Optional<URI> keys = check(Setting.JWT_JWKS_URL, Values::keySet);
        String audience = need(Setting.JWT_AUDIENCE, v -> v, "signalroom-api");
        if (isSet(Setting.JWT_ISSUER) != isSet(Setting.JWT_JWKS_URL)) {
            fault(isSet(Setting.JWT_ISSUER) ? Setting.JWT_JWKS_URL : Setting.JWT_ISSUER);
        }
        return name.flatMap(n -> keys.map(k -> new AppConfig.Issuer(n, k, audience)));
    }

    private AppConfig.Telegram telegram(Path dataDir) {
        return new AppConfig.Telegram(
                need(Setting.TELEGRAM_MOCK_MODE, Values::flag, true),
                check(Setting.TELEGRAM_BOT_TOKEN, Values::botToken),
                need(
                        Setting.TELEGRAM_BOT_API_URL,
                        v -> Values.address(v, "http", "https"),
                        URI.create("https://api.telegram.org")),
                updates(),
                preview(),
                account(dataDir.resolve("tdlib")));
    }

    private AppConfig.Preview preview() {
        boolean allowed = need(Setting.TELEGRAM_PREVIEW, Values::flag, false);
        List<String> channels = need(Setting.TELEGRAM_PREVIEW_CHANNELS, Values::channelNames, List.of());
        if (!allowed && !channels.isEmpty()) {
            fault(Setting.TELEGRAM_PREVIEW_CHANNELS);
        }
        return new AppConfig.Preview(
                allowed,
                need(Setting.TELEGRAM_PREVIEW_URL, v -> Values.address(v, "http", "https"), URI.create("https://t.me")),
                check(Setting.TELEGRAM_PREVIEW_CONTACT, Values::contact),
                channels);
    }

    /** Switched on by both of the two; one alone is a fault that names the other, and so are channels without an account. */
    private Optional<AppConfig.Account> account(Path session) {
        Optional<Integer> apiId = check(Setting.TELEGRAM_API_ID, v -> Values.whole(v, 1, Integer.MAX_VALUE));
        Optional<Secret> apiHash = check(Setting.TELEGRAM_API_HASH, Values::apiHash);
        Optional<Path> library = check(Setting.TELEGRAM_TDJSON_PATH, folder::resolve);
        List<String> channels = need(Setting.TELEGRAM_CHANNELS, Values::channelNames, List.<String>of()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        int history = need(Setting.TELEGRAM_HISTORY_POSTS, v -> Values.whole(v, 0, 10_000), 1_000);
        if (isSet(Setting.TELEGRAM_API_ID) != isSet(Setting.TELEGRAM_API_HASH)) {
            fault(isSet(Setting.TELEGRAM_API_ID) ? Setting.TELEGRAM_API_HASH : Setting.TELEGRAM_API_ID);
        } else if (isSet(Setting.TELEGRAM_CHANNELS) && !isSet(Setting.TELEGRAM_API_ID)) {
            fault(Setting.TELEGRAM_CHANNELS);
        }
        return apiId.flatMap(
                id -> apiHash.map(hash -> new AppConfig.Account(id, hash, library, channels, history, session)));
    }

    private Optional<AppConfig.Updates> updates() {
        Optional<URI> url = check(Setting.TELEGRAM_WEBHOOK_URL, v -> Values.address(v, "https"));
        Optional<Secret> secret = check(Setting.TELEGRAM_WEBHOOK_SECRET, Values::hookSecret);
        if (isSet(Setting.TELEGRAM_WEBHOOK_URL) && !isSet(Setting.TELEGRAM_WEBHOOK_SECRET)) {
            fault(Setting.TELEGRAM_WEBHOOK_SECRET);
        }
        if (isSet(Setting.TELEGRAM_WEBHOOK_URL) && !isSet(Setting.TELEGRAM_BOT_TOKEN)) {
            fault(Setting.TELEGRAM_BOT_TOKEN);
        }
        return url.flatMap(u -> secret.map(s -> new AppConfig.Updates(u, s)));
    }

    private AppConfig.Cache cache() {
        return new AppConfig.Cache(
                need(Setting.CACHE_ENABLED, Values::flag, true),
                lifetime(Setting.CACHE_HISTORICAL_SECONDS, 300),
                lifetime(Setting.CACHE_TOKEN_STATS_SECONDS, 60),
                lifetime(Setting.CACHE_LEADERBOARD_SECONDS, 3_600),
                lifetime(Setting.CACHE_PATTERNS_SECONDS, 600),
                lifetime(Setting.CACHE_TRENDING_SECONDS, 60));
    }

    private Duration lifetime(Setting setting, int fallbackSeconds) {
        return Duration.ofSeconds(need(setting, v -> Values.whole(v, 1, 86_400), fallbackSeconds));
    }

    private AppConfig.Market market() {
        return new AppConfig.Market(
                need(Setting.MARKET_FEED, v -> Values.oneOf(v, "binance", "file", "none"), "none"),
                need(
                        Setting.BINANCE_URL,
                        v -> Values.address(v, "http", "https"),
                        URI.create("https://data-api.binance.vision")),
                need(
                        Setting.BINANCE_STREAM_URL,
                        v -> Values.address(v, "ws", "wss"),
                        URI.create("wss://data-stream.binance.vision")),
                folder.resolve(need(Setting.KLINES_DIR, Path::of, Path.of("klines")))
                        .normalize());
    }

    private AppConfig.Outcomes outcomes() {
        return new AppConfig.Outcomes(
                Duration.ofSeconds(need(Setting.OUTCOME_LATENCY_SECONDS, v -> Values.whole(v, 0, 3_600), 30)),
                Duration.ofHours(need(Setting.OUTCOME_EXPIRY_HOURS, v -> Values.whole(v, 1, 2_160), 168)),
                Duration.ofHours(need(Setting.OUTCOME_SCALP_EXPIRY_HOURS, v -> Values.whole(v, 1, 2_160), 24)),
                need(Setting.OUTCOME_FEE_PERCENT, Values::smallPercent, 0.1),
                need(Setting.OUTCOME_SLIPPAGE_PERCENT, Values::smallPercent, 0.05));
    }

    private <T> T need(Setting setting, Function<String, T> read, T fallback) {
        return check(setting, read).orElse(fallback);
    }

    /** The value if it is set and right; a fault if it is set and wrong. The value itself is never printed. */
    private <T> Optional<T> check(Setting setting, Function<String, T> read) {
        String value = written.value(setting);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        T result;
        try {
            result = read.apply(value);
        } catch (IllegalArgumentException e) {
            result = null;
        }
        if (result == null) {
            fault(setting);
        }
        return Optional.ofNullable(result);
    }

    private boolean isSet(Setting setting) {
        return !written.value(setting).isEmpty();
    }

    private void fault(Setting setting) {
        faults.add(setting.name() + " (" + setting.path() + "): takes " + setting.takes() + ".");
    }
}
