package io.signalroom.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.config.AppConfig;
import io.signalroom.config.ConfigException;
import io.signalroom.config.Secret;
import io.signalroom.testing.ConfigSamples;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeyTest {
    private static final String GOOD = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    static SecretKey key(String secret) {
        return SecretKey.load(config(Path.of("target"), Optional.empty(), Optional.of(secret)));
    }

    static SecretKey key(String secret, String previous) {
        return SecretKey.load(config(Path.of("target"), Optional.empty(), Optional.of(secret), Optional.of(previous)));
    }

    private static AppConfig config(Path folder, Optional<String> database, Optional<String> secret) {
        return config(folder, database, secret, Optional.empty());
    }

    private static AppConfig config(
            Path folder, Optional<String> database, Optional<String> secret, Optional<String> previous) {
        return new AppConfig(
                new AppConfig.Http("127.0.0.1", 0, "127.0.0.1", 0, List.of(), true),
                new AppConfig.Limits(600, List.of()),
                database,
                Optional.empty(),
                folder,
                secret.map(Secret::new),
                previous.map(Secret::new),
                Optional.empty(),
                new AppConfig.Telegram(
                        false,
                        Optional.empty(),
                        URI.create("https://api.telegram.org"),
                        Optional.empty(),
                        new AppConfig.Preview(false, URI.create("https://t.me"), Optional.empty(), List.of()),
                        Optional.empty()),
                new AppConfig.Parse(0.5, 60),
                new AppConfig.Imports(1),
                ConfigSamples.CACHE,
                ConfigSamples.MARKET,
                ConfigSamples.OUTCOMES,
                ConfigSamples.WEBHOOKS,
                0,
                new AppConfig.Log("INFO", "text"));
    }

    @Test
    void a_key_that_is_set_is_taken_and_nothing_is_written() {
        SecretKey key = SecretKey.load(config(folder, Optional.empty(), Optional.of(GOOD)));
        assertThat(key.bytes()).asString().isEqualTo(GOOD);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_key_is_made_once_and_kept_for_its_owner_only() throws IOException {
        Path data = folder.resolve("data");
        byte[] first =
                SecretKey.load(config(data, Optional.empty(), Optional.empty())).bytes();
        byte[] second =
                SecretKey.load(config(data, Optional.empty(), Optional.empty())).bytes();
        assertThat(first).hasSizeGreaterThanOrEqualTo(32).isEqualTo(second);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secret.key"))))
                .isEqualTo("rw-------");
        assertThat(data)
                .isDirectoryContaining("glob:**secret.key")
                .satisfies(d -> assertThat(d.toFile().list()).hasSize(1));
    }

    @Test
    void two_installations_have_different_keys() {
        byte[] one = SecretKey.load(config(folder.resolve("a"), Optional.empty(), Optional.empty()))
                .bytes();
        byte[] other = SecretKey.load(config(folder.resolve("b"), Optional.empty(), Optional.empty()))
                .bytes();
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void with_a_database_outside_the_key_must_be_set() {
        AppConfig config = config(folder, Optional.of("postgresql://db/x"), Optional.empty());
        assertThatThrownBy(() -> SecretKey.load(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SECRET_KEY")
                .hasMessageContaining("openssl rand -hex 32");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_weak_key_is_refused_without_being_printed() {
        for (String weak : List.of("short", "a".repeat(64), "ab".repeat(32))) {
            assertThatThrownBy(() -> SecretKey.load(config(folder, Optional.empty(), Optional.of(weak))))
                    .isInstanceOf(ConfigException.class)
                    .message()
                    .contains("SECRET_KEY")
                    .doesNotContain(weak);
        }
    }

    @Test
    void a_truncated_key_file_is_refused() throws IOException {
        Files.writeString(folder.resolve("secret.key"), "0123");
        assertThatThrownBy(() -> SecretKey.load(config(folder, Optional.empty(), Optional.empty())))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void a_folder_that_is_a_file_is_a_fault_with_a_cure() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "");
        assertThatThrownBy(() -> SecretKey.load(config(file, Optional.empty(), Optional.empty())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("set SECRET_KEY");
    }

    @Test
    void a_key_does_not_print_itself() {
        assertThat(key(GOOD)).hasToString("***");
    }
}
