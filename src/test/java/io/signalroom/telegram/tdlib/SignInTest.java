package io.signalroom.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.signalroom.telegram.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
    @TempDir
    Path folder;

    private final FakeTd fake = new FakeTd(false);
    private final Typist typist = new Typist();

    private SignIn signIn() {
        return new SignIn(TdlibRig.account(folder, 0, "desk"), typist, () -> fake);
    }

    @Test
    void phone_code_and_password_make_a_session_that_only_its_user_can_read() throws IOException {
        typist.types(FakeTd.PHONE, FakeTd.CODE, FakeTd.PASSWORD);
        assertThat(signIn().in()).isTrue();

        assertThat(typist.shown)
                .anyMatch(line -> line.startsWith("Step 1"))
                .anyMatch(line -> line.startsWith("Step 3"));
        assertThat(typist.secretly).containsExactly("Step 3: the password of your two-step verification: ");
        assertThat(typist.shown).last().asString().startsWith("Signed in.");
        assertThat(new TdSession(TdlibRig.account(folder, 0)).signedIn()).isTrue();
        assertOwnersOnly(folder.resolve("tdlib"));
        assertThat(fake.asked("close")).isEqualTo(1);
        tellsNoSecret();
    }

    static void assertOwnersOnly(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.toList())
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void what_is_mistyped_is_told_and_asked_again() throws IOException {
        typist.types("12", FakeTd.PHONE, "00000", FakeTd.CODE, "wrong", FakeTd.PASSWORD);
        assertThat(signIn().in()).isTrue();
        assertThat(typist.shown)
                .anyMatch(line -> line.startsWith("Telegram knows no such number"))
                .anyMatch(line -> line.startsWith("This is not the code"))
                .anyMatch(line -> line.startsWith("This is not the password"));
        tellsNoSecret();
    }

    @Test
    void an_expired_code_and_a_flood_end_it_with_the_cure() throws IOException {
        fake.fail("checkAuthenticationCode", TdShapes.error(400, "PHONE_CODE_EXPIRED"));
        typist.types(FakeTd.PHONE, FakeTd.CODE);
        assertThat(signIn().in()).isFalse();
        assertThat(typist.shown).last().asString().contains("expired", "telegram sign-in");

        fake.fail("setAuthenticationPhoneNumber", TdShapes.error(429, "Too Many Requests: retry after 3600"));
        typist.types(FakeTd.PHONE);
        assertThat(signIn().in()).isFalse();
        assertThat(typist.shown).last().asString().contains("3600 seconds");
    }

    @Test
    void an_unknown_refusal_repeats_nothing_of_what_was_typed() throws IOException {
        fake.fail("setAuthenticationPhoneNumber", TdShapes.error(400, "Bad number " + FakeTd.PHONE));
        typist.types(FakeTd.PHONE);
        assertThat(signIn().in()).isFalse();
        assertThat(typist.shown).contains("Telegram refuses this (400).");
        tellsNoSecret();
    }

    @Test
    void nobody_at_the_terminal_ends_it() throws IOException {
        assertThat(signIn().in()).isFalse();
        assertThat(typist.shown).last().asString().startsWith("Nothing was typed");
    }

    @Test
    void a_session_that_the_server_uses_is_told() throws IOException {
        fake.lock(true);
        assertThat(signIn().in()).isFalse();
        assertThat(typist.shown).last().asString().contains("End the server");
    }

    @Test
    void signing_out_ends_the_session_at_telegram_and_deletes_it_here() throws IOException {
        typist.types(FakeTd.PHONE, FakeTd.CODE, FakeTd.PASSWORD);
        assertThat(signIn().in()).isTrue();
        assertThat(signIn().status()).isTrue();
        assertThat(signIn().out()).isTrue();

        assertThat(fake.asked("logOut")).isEqualTo(1);
        assertThat(folder.resolve("tdlib")).doesNotExist();
        assertThat(signIn().status()).isFalse();
        assertThat(typist.shown).anyMatch(line -> line.startsWith("Nobody is signed in. Run:"));
    }

    @Test
    void without_the_library_it_is_said_how_to_get_it() {
        AppConfig.Account account = new AppConfig.Account(
                1,
                new Secret(TdlibRig.HASH),
                Optional.of(folder.resolve("libtdjson.so")),
                List.of(),
                0,
                folder.resolve("tdlib"));
        assertThatThrownBy(() -> new SignIn(account, typist).in())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("TELEGRAM_TDJSON_PATH")
                .hasMessageContaining("npm pack @prebuilt-tdlib/linux-x64-glibc@0.1008067.0");
    }

    private void tellsNoSecret() {
        assertThat(String.join("\n", typist.shown))
                .doesNotContain(FakeTd.PHONE, FakeTd.CODE, FakeTd.PASSWORD, TdlibRig.HASH);
    }

    /** Types what it was told to. */
    private static final class Typist implements Person {
        private final Deque<String> typed = new ArrayDeque<>();
        private final List<String> shown = new ArrayList<>();
        private final List<String> secretly = new ArrayList<>();

        void types(String... words) {
            typed.addAll(List.of(words));
        }

        @Override
        public void tell(String line) {
            shown.add(line);
        }

        @Override
        public String ask(String question) {
            shown.add(question);
            return typed.poll();
        }

        @Override
        public String askSecretly(String question) {
            secretly.add(question);
            return ask(question);
        }
    }
}
