package io.signalroom.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.signalroom.testing.ConfigSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    @TempDir
    Path folder;

    @Test
    void without_any_setting_the_defaults_hold() {
        AppConfig config = ConfigLoader.load(folder, Map.of());
        assertThat(config.http().port()).isEqualTo(8000);
        assertThat(config.http().managementPort()).isEqualTo(9000);
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().managementHost()).isEqualTo("127.0.0.1");
        assertThat(config.databaseUrl()).isEmpty();
        assertThat(config.dataDir()).isEqualTo(folder.resolve("data"));
        assertThat(config.telegram().mockMode()).isTrue();
        assertThat(config.cache()).isEqualTo(ConfigSamples.CACHE);
        assertThat(config.parse()).isEqualTo(new AppConfig.Parse(0.5, 60));
        assertThat(config.demoPosts()).isEqualTo(100_000);
    }

    @Test
    void every_lifetime_of_an_answer_has_a_setting_of_its_own() {
        AppConfig config = ConfigLoader.load(
                folder,
                Map.of(
                        "CACHE_ENABLED", "false",
                        "CACHE_HISTORICAL_SECONDS", "1",
                        "CACHE_TOKEN_STATS_SECONDS", "2",
                        "CACHE_LEADERBOARD_SECONDS", "3",
                        "CACHE_PATTERNS_SECONDS", "4",
                        "CACHE_TRENDING_SECONDS", "86400"));
        assertThat(config.cache())
                .isEqualTo(new AppConfig.Cache(
                        false,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofDays(1)));
    }

    @Test
    void the_environment_wins_over_the_env_file_and_that_over_yaml() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                folder.resolve("conf/application.yaml"),
                "http:\n  port: 1001\nmanagement:\n  port: 1002\ndemo: {posts: 5}\n");
        Files.writeString(folder.resolve(".env"), "# ours\nMANAGEMENT_PORT=\"2002\"\nexport DEMO_POSTS=6\n");
        AppConfig config = ConfigLoader.load(folder, Map.of("DEMO_POSTS", "7", "UNKNOWN", "x", "HTTP_HOST", " "));
        assertThat(config.http().port()).isEqualTo(1001);
        assertThat(config.http().managementPort()).isEqualTo(2002);
        assertThat(config.demoPosts()).isEqualTo(7);
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
    }

    @Test
    void to_open_the_site_to_a_network_does_not_open_the_figures() {
        AppConfig config = ConfigLoader.load(folder, Map.of("HTTP_HOST", "0.0.0.0"));
        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.http().managementHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void every_fault_is_named_at_once_with_its_cure_and_no_value() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/application.yaml"), "http:\n  prot: 1\n");
        Files.writeString(folder.resolve(".env"), "NONSENSE\n");
        ConfigException failure = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigLoader.load(
                        folder,
                        Map.of(
                                "HTTP_PORT", "99999",
                                "DATABASE_URL", "mysql://user:hunter2@host/db",
                                "SECRET_KEY", "hunter2hunter2",
                                "LOG_LEVEL", "LOUD",
                                "REVIEW_BELOW", "NaN",
                                "PARSE_RATE_PER_MINUTE", "0",
                                "CORS_ORIGINS", "https://a.example/path",
                                "TELEGRAM_MOCK_MODE", "maybe",
                                "TELEGRAM_BOT_TOKEN", "hunter2",
                                "TELEGRAM_BOT_API_URL", "ftp://hunter2")));
        String all = String.join("\n", failure.faults());
        assertThat(all)
                .contains("HTTP_PORT", "DATABASE_URL", "SECRET_KEY", "LOG_LEVEL", "CORS_ORIGINS", "TELEGRAM_MOCK_MODE")
                .contains("REVIEW_BELOW", "PARSE_RATE_PER_MINUTE")
                .contains("TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_API_URL", "http.prot", ".env line 1", "openssl rand")
                .doesNotContain("hunter2", "99999", "LOUD", "maybe");
        assertThat(failure.faults()).hasSize(12);
    }

    @Test
    void channels_to_read_by_their_pages_are_names_each_once() {
        AppConfig config = ConfigLoader.load(
                folder,
                Map.of(
                        "TELEGRAM_PREVIEW",
                        "true",
                        "TELEGRAM_PREVIEW_CHANNELS",
                        " @harbor_light, second_hand ,,HARBOR_Light"));
        assertThat(config.telegram().preview().channels()).containsExactly("harbor_light", "second_hand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://t.me/harbor_light", "a b", "-1001987654321", "harbor_light;second", "abc"})
    void what_is_no_name_of_a_channel_is_refused(String names) {
        assertThat(channelFaults("true", names)).singleElement().asString().contains("TELEGRAM_PREVIEW_CHANNELS");
    }

    @Test
    void more_channels_than_fifty_are_refused_and_any_while_pages_may_not_be_read() {
        String fifty = IntStream.range(0, 50).mapToObj(i -> "name_" + i).collect(Collectors.joining(","));
        Map<String, String> allowed = Map.of("TELEGRAM_PREVIEW", "true", "TELEGRAM_PREVIEW_CHANNELS", fifty);
        assertThat(ConfigLoader.load(folder, allowed).telegram().preview().channels())
                .hasSize(50);
        assertThat(channelFaults("true", fifty + ",one_more"))
                .singleElement()
                .asString()
                .contains("50 at most");
        assertThat(channelFaults("false", "second_hand"))
                .singleElement()
                .asString()
                .contains("needs TELEGRAM_PREVIEW=true")
                .doesNotContain("second_hand");
    }

    private List<String> channelFaults(String allowed, String names) {
        return catchThrowableOfType(
                        ConfigException.class,
                        () -> ConfigLoader.load(
                                folder, Map.of("TELEGRAM_PREVIEW", allowed, "TELEGRAM_PREVIEW_CHANNELS", names)))
                .faults();
    }

    @Test
    void an_issuer_without_its_keys_is_named_beside_other_faults() {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigLoader.load(folder, Map.of("JWT_ISSUER", "https://issuer.example", "HTTP_PORT", "eighty")));
        assertThat(failure.faults()).hasSize(2).anyMatch(fault -> fault.startsWith("JWT_JWKS_URL"));
    }

    @Test
    void an_account_needs_both_of_its_settings_and_one_alone_names_the_other() {
        String hash = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
        AppConfig.Account account = ConfigLoader.load(
                        folder,
                        Map.of(
                                "TELEGRAM_API_ID", "12345",
                                "TELEGRAM_API_HASH", hash,
                                "TELEGRAM_TDJSON_PATH", "lib/libtdjson.so",
                                "TELEGRAM_CHANNELS", " @Desk, other_desk ,desk",
                                "TELEGRAM_HISTORY_POSTS", "0"))
                .telegram()
                .account()
                .orElseThrow();
        assertThat(account.apiId()).isEqualTo(12_345);
        assertThat(account.library()).contains(folder.resolve("lib/libtdjson.so"));
        assertThat(account.channels()).containsExactly("desk", "other_desk");
        assertThat(account.historyPosts()).isZero();
        assertThat(account.folder()).isEqualTo(folder.resolve("data/tdlib"));
        assertThat(account.toString()).doesNotContain(hash);
        assertThat(ConfigLoader.load(folder, Map.of()).telegram().account()).isEmpty();

        assertThat(faults(Map.of("TELEGRAM_API_ID", "12345")))
                .singleElement()
                .asString()
                .startsWith("TELEGRAM_API_HASH");
        assertThat(faults(Map.of("TELEGRAM_API_HASH", hash)))
                .singleElement()
                .asString()
                .startsWith("TELEGRAM_API_ID");
        assertThat(faults(Map.of("TELEGRAM_CHANNELS", "hunter2")))
                .singleElement()
                .asString()
                .startsWith("TELEGRAM_CHANNELS")
                .contains("needs TELEGRAM_API_ID and TELEGRAM_API_HASH")
                .doesNotContain("hunter2");
        assertThat(faults(Map.of(
                        "TELEGRAM_API_ID", "0",
                        "TELEGRAM_API_HASH", "hunter2",
                        "TELEGRAM_CHANNELS", "https://t.me/hunter2",
                        "TELEGRAM_HISTORY_POSTS", "10001")))
                .hasSize(4)
                .noneMatch(fault -> fault.contains("hunter2"));
    }

    private List<String> faults(Map<String, String> settings) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(folder, settings))
                .faults();
    }

    @Test
    void a_file_that_is_no_yaml_is_named() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/application.yaml"), "http: [\n");
        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(folder, Map.of()));
        assertThat(failure.faults()).singleElement().asString().contains("application.yaml", "not valid YAML");
    }

    @Test
    void a_repeated_letter_is_no_secret() {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class, () -> ConfigLoader.load(folder, Map.of("SECRET_KEY", "a".repeat(64))));
        assertThat(failure.faults()).singleElement().asString().contains("SECRET_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.0/8, ::1", "fe80::/10,2001:db8::1", "::ffff:10.0.0.1"})
    void proxies_are_addresses_and_networks(String list) {
        assertThat(ConfigLoader.load(folder, Map.of("TRUSTED_PROXIES", list))
                        .limits()
                        .trustedProxies())
                .containsExactly(list.split(", ?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3",
                "256.0.0.1",
                "10.0.0.0/33",
                "::1/129",
                "1::2::3",
                "::g",
                "::1]x",
                "proxy.example",
                "fe80::1%eth0",
                ":"
            })
    void what_is_no_address_is_no_proxy(String list) {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class, () -> ConfigLoader.load(folder, Map.of("TRUSTED_PROXIES", list)));
        assertThat(failure.faults()).singleElement().asString().contains("TRUSTED_PROXIES");
    }

    @Test
    void a_secret_prints_as_stars() {
        AppConfig config = ConfigLoader.load(folder, Map.of("SECRET_KEY", "0123456789abcdef0123456789abcdef"));
        assertThat(config.toString()).contains("***").doesNotContain("0123456789abcdef");
    }
}
