package io.signalroom.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is sealed opens here, for what it belongs to, unchanged, and nowhere else. */
class SecretBoxTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String NEXT = "fedcba9876543210fedcba9876543210";
    private static final byte[] PLAIN = "what nobody may read".getBytes(UTF_8);

    private final SecretBox box = new SecretBox(SecretKeyTest.key(KEY));

    @Test
    void it_opens_for_its_owner_and_is_another_each_time() {
        byte[] sealed = box.seal(PLAIN, "whk_1");
        assertThat(box.open(sealed, "whk_1")).hasValueSatisfying(opened -> {
            assertThat(opened.plain()).isEqualTo(PLAIN);
            assertThat(opened.stale()).isFalse();
            assertThat(opened).hasToString("***");
        });
        assertThat(box.seal(PLAIN, "whk_1")).isNotEqualTo(sealed);
        assertThat(new String(sealed, UTF_8)).doesNotContain("nobody");
        assertThat(box.open(sealed, "whk_2")).isEmpty();
    }

    @Test
    void one_bit_changed_anywhere_closes_it() {
        byte[] sealed = box.seal(PLAIN, "whk_1");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(box.open(changed, "whk_1")).as("byte %d", i).isEmpty();
        }
        assertThat(box.open(new byte[0], "whk_1")).isEmpty();
        assertThat(box.open(new byte[13], "whk_1")).isEmpty();
    }

    @Test
    void the_key_of_before_opens_what_it_sealed_as_long_as_it_is_set() {
        byte[] old = box.seal(PLAIN, "whk_1");
        SecretBox both = new SecretBox(SecretKeyTest.key(NEXT, KEY));
        assertThat(both.open(old, "whk_1"))
                .hasValueSatisfying(opened -> assertThat(opened.stale()).isTrue());
        byte[] anew = both.seal(PLAIN, "whk_1");
        SecretBox next = new SecretBox(SecretKeyTest.key(NEXT));
        assertThat(next.open(old, "whk_1")).isEmpty();
        assertThat(next.open(anew, "whk_1"))
                .hasValueSatisfying(opened -> assertThat(opened.stale()).isFalse());
    }

    /** Made with another implementation of HKDF-SHA-256 and AES-256-GCM; it must open for as long as databases hold such. */
    @Test
    void what_was_sealed_once_opens_for_ever() {
        byte[] sealed = HexFormat.of()
                .parseHex(
                        "000102030405060708090a0b6a7c4fb82eda2043f9fc93ddc99e2fa02f81f288c11604c5a9fc53354cff2e084897a3e9");
        assertThat(box.open(sealed, "whk_1"))
                .hasValueSatisfying(opened -> assertThat(opened.plain()).isEqualTo(PLAIN));
    }
}
