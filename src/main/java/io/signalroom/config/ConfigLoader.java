package io.signalroom.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads the settings: {@code conf/application.yaml}, then {@code .env}, then the environment; the later wins. Collects
 * every fault before it gives up, so that one start shows them all.
 */
public final class ConfigLoader {
    private static final String DEFAULTS = "conf/application.yaml";
    private static final String ENV = ".env";
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final List<String> faults = new ArrayList<>();
    private final Path folder;

    private ConfigLoader(Path folder) {
        this.folder = folder;
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
        ConfigLoader loader = new ConfigLoader(folder);
        loader.readDefaults();
        loader.readFile(folder.resolve(DEFAULTS));
        DotEnv.read(folder.resolve(ENV), loader.faults).forEach(loader::put);
        environment.forEach(loader::put);
        AppConfig config = loader.build();
        if (!loader.faults.isEmpty()) {
            throw new ConfigException(loader.faults);
        }
        return config;
    }

    /** What has a value in the files of a folder, and in which. */
    static Map<Path, Set<Setting>> inFiles(Path folder) {
        ConfigLoader yaml = new ConfigLoader(folder);
        yaml.readFile(folder.resolve(DEFAULTS));
        ConfigLoader env = new ConfigLoader(folder);
        DotEnv.read(folder.resolve(ENV), env.faults).forEach(env::put);
        yaml.values.values().removeIf(String::isBlank);
        return Map.of(folder.resolve(DEFAULTS), yaml.values.keySet(), folder.resolve(ENV), env.values.keySet());
    }

    private void readDefaults() {
        try (InputStream in = ConfigLoader.class.getClassLoader().getResourceAsStream(DEFAULTS)) {
            readYaml(new String(Objects.requireNonNull(in, DEFAULTS).readAllBytes(), StandardCharsets.UTF_8), DEFAULTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readFile(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            readYaml(Files.readString(file), file.toString());
        } catch (IOException e) {
            faults.add(file + " cannot be read: make it readable for this user.");
        }
    }

    private void readYaml(String text, String file) {
        try {
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            if (root instanceof Map<?, ?> map) {
                flatten("", map, file);
            } else if (root != null) {
                faults.add(file + " must hold settings as name: value.");
            }
        } catch (MarkedYAMLException e) {
            // its own words may hold a value
            faults.add(file + " is not valid YAML: see line "
                    + (e.getProblemMark().getLine() + 1) + ", column "
                    + (e.getProblemMark().getColumn() + 1) + ".");
        } catch (YAMLException e) {
            faults.add(file + " is not valid YAML.");
        }
    }

    private void flatten(String prefix, Map<?, ?> map, String file) {
        map.forEach((key, value) -> {
            String path = prefix + key;
            Optional<Setting> setting = Setting.atPath(path);
            if (setting.isPresent()) {
                values.put(setting.get(), value instanceof List<?> list ? join(list) : Objects.toString(value, ""));
            } else if (value instanceof Map<?, ?> inner) {
                flatten(path + ".", inner, file);
            } else {
                faults.add(file + ": there is no setting " + path + ".");
            }
        });
    }

    private static String join(List<?> list) {
        return String.join(",", list.stream().map(Objects::toString).toList());
    }

    private void put(String name, String value) {
        Arrays.stream(Setting.values())
                .filter(s -> s.name().equals(name) && !value.isBlank())
                .forEach(s -> values.put(s, value.strip()));
    }

    private AppConfig build() {
        check(Setting.TELEGRAM_API_ID, v -> Long.valueOf(v));
        return new AppConfig(
                http(),
                new AppConfig.Limits(
                        need(Setting.RATE_PER_MINUTE, v -> Values.whole(v, 1, 10_000_000), 600),
                        need(Setting.TRUSTED_PROXIES, Values::networks, List.of())),
                check(Setting.DATABASE_URL, v -> Values.url(v, "postgres", "postgresql")),
                check(Setting.REDIS_URL, v -> Values.url(v, "redis", "rediss")),
                folder.resolve(need(Setting.DATA_DIR, Path::of, Path.of("data")))
                        .normalize(),
                check(Setting.SECRET_KEY, Values::secretKey),
                check(Setting.SECRET_KEY_PREVIOUS, Values::secretKey),
                issuer(),
                telegram(),
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

    private AppConfig.Telegram telegram() {
        return new AppConfig.Telegram(
                need(Setting.TELEGRAM_MOCK_MODE, Values::flag, true),
                check(Setting.TELEGRAM_BOT_TOKEN, Values::botToken),
                need(
                        Setting.TELEGRAM_BOT_API_URL,
                        v -> Values.address(v, "http", "https"),
                        URI.create("https://api.telegram.org")));
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
        String value = values.getOrDefault(setting, "");
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
        return !values.getOrDefault(setting, "").isEmpty();
    }

    private void fault(Setting setting) {
        faults.add(setting.name() + " (" + setting.path() + "): takes " + setting.takes() + ".");
    }
}
