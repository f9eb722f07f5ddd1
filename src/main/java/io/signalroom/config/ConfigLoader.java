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
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads the settings: {@code conf/application.yaml}, then {@code .env}, then the environment; the later wins. Collects
 * every fault before it gives up, so that one start shows them all.
 */
public final class ConfigLoader {
    private static final String DEFAULTS = "conf/application.yaml";
    private static final int MIN_SECRET = 32;
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
        DotEnv.read(folder.resolve(".env"), loader.faults).forEach(loader::put);
        environment.forEach(loader::put);
        AppConfig config = loader.build();
        if (!loader.faults.isEmpty()) {
            throw new ConfigException(loader.faults);
        }
        return config;
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
        } catch (YAMLException e) {
            faults.add(file + " is not valid YAML: "
                    + e.getMessage().lines().findFirst().orElse("syntax"));
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
                check(Setting.DATABASE_URL, v -> url(v, "postgres", "postgresql")),
                check(Setting.REDIS_URL, v -> url(v, "redis", "rediss")),
                folder.resolve(need(Setting.DATA_DIR, Path::of, Path.of("data")))
                        .normalize(),
                check(Setting.SECRET_KEY, ConfigLoader::secretKey),
                telegram(),
                new AppConfig.Parse(
                        need(Setting.REVIEW_BELOW, ConfigLoader::share, 0.5),
                        need(Setting.PARSE_RATE_PER_MINUTE, v -> whole(v, 1, 1_000_000), 60)),
                new AppConfig.Cache(
                        need(Setting.CACHE_ENABLED, ConfigLoader::flag, true),
                        Duration.ofSeconds(need(Setting.CACHE_HISTORICAL_SECONDS, v -> whole(v, 1, 86_400), 300))),
                need(Setting.DEMO_POSTS, v -> whole(v, 0, 10_000_000), 0),
                new AppConfig.Log(
                        need(Setting.LOG_LEVEL, v -> oneOf(v, "TRACE", "DEBUG", "INFO", "WARN", "ERROR"), "INFO"),
                        need(Setting.LOG_FORMAT, v -> oneOf(v, "text", "json"), "text")));
    }

    private AppConfig.Http http() {
        return new AppConfig.Http(
                need(Setting.HTTP_HOST, v -> v.contains("/") || v.contains(" ") ? null : v, "127.0.0.1"),
                need(Setting.HTTP_PORT, v -> whole(v, 0, 65_535), 0),
                need(Setting.MANAGEMENT_PORT, v -> whole(v, 0, 65_535), 0),
                need(Setting.CORS_ORIGINS, ConfigLoader::origins, List.of()),
                need(Setting.READ_OPEN, ConfigLoader::flag, true));
    }

    private AppConfig.Telegram telegram() {
        return new AppConfig.Telegram(
                need(Setting.TELEGRAM_MOCK_MODE, ConfigLoader::flag, true),
                check(Setting.TELEGRAM_BOT_TOKEN, ConfigLoader::botToken),
                need(Setting.TELEGRAM_BOT_API_URL, ConfigLoader::webAddress, URI.create("https://api.telegram.org")));
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
            faults.add(setting.name() + " (" + setting.path() + "): takes " + setting.takes() + ".");
        }
        return Optional.ofNullable(result);
    }

    private static String oneOf(String value, String... known) {
        return Arrays.asList(known).contains(value) ? value : null;
    }

    private static Integer whole(String value, int min, int max) {
        int number = Integer.parseInt(value);
        return number < min || number > max ? null : number;
    }

    private static Double share(String value) {
        double number = Double.parseDouble(value);
        return number >= 0 && number <= 1 ? number : null;
    }

    private static Boolean flag(String value) {
        return switch (value.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "1", "on" -> true;
            case "false", "no", "0", "off" -> false;
            default -> null;
        };
    }

    private static String url(String value, String... schemes) {
        URI uri = URI.create(value);
        return Arrays.asList(schemes).contains(uri.getScheme()) && uri.getHost() != null ? value : null;
    }

    private static URI webAddress(String value) {
        String address = url(value, "http", "https");
        return address == null || address.endsWith("/") ? null : URI.create(address);
    }

    private static List<String> origins(String value) {
        List<String> list = Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
        return list.stream()
                        .allMatch(o -> url(o, "http", "https") != null
                                && URI.create(o).getPath().isEmpty())
                ? list
                : null;
    }

    private static Secret secretKey(String value) {
        return value.length() >= MIN_SECRET && value.chars().distinct().count() >= 8 ? new Secret(value) : null;
    }

    private static Secret botToken(String value) {
        int colon = value.indexOf(':');
        return colon > 0 && value.length() > colon + 10 && value.chars().noneMatch(c -> c == '/' || c <= ' ')
                ? new Secret(value)
                : null;
    }
}
