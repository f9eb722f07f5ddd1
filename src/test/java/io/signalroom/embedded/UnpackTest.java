package io.signalroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpackTest {
    private static final String RESOURCE = "unpack-test.txz";
    private static final String DEAD_PID = "4194305";

    @TempDir
    private Path bin;

    @AfterEach
    void remove_the_archive() throws Exception {
        Files.deleteIfExists(onClassPath());
    }

    @Test
    void bytes_other_than_the_pinned_ones_are_refused_and_leave_no_trace() {
        Archive redis = Platform.current().redis();
        Archive forged = new Archive(redis.resource(), redis.folder(), "0".repeat(64));
        assertThatThrownBy(() -> Unpack.program(forged, bin))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("is not the file this version was built for")
                .hasMessageContaining(redis.sha256())
                .hasMessageContaining("It was not run");
        assertThat(bin).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"Linux,amd64", "Linux,aarch64", "Mac OS X,x86_64", "Mac OS X,aarch64"})
    void the_redis_of_every_platform_is_the_pinned_one(String os, String arch) throws IOException {
        Platform.of(os, arch).redis().verify();
    }

    @Test
    void what_an_interrupted_unpack_left_is_removed_and_never_used() throws IOException {
        Archive redis = Platform.current().redis();
        Path half = Files.createDirectories(bin.resolve(".unpack-" + DEAD_PID + "-" + redis.folder()));
        Files.writeString(half.resolve(redis.folder()), "half");
        Path program = Unpack.program(redis, bin).resolve(redis.folder());
        assertThat(program).isExecutable().hasSize(5_264_808);
        assertThat(half).doesNotExist();
    }

    @Test
    void a_second_time_uses_the_first() throws IOException {
        Archive redis = Platform.current().redis();
        Path mark = Unpack.program(redis, bin).resolve("mark");
        Files.createFile(mark);
        Unpack.program(redis, bin);
        assertThat(mark).exists();
    }

    @Test
    void links_and_modes_are_kept() throws Exception {
        Archive archive = archive(entry("lib/", 0755, ""), entry("bin/tool", 0755, "x"), link("lib/a", "../bin/tool"));
        Path unpacked = Unpack.tarXz(archive, bin);
        assertThat(unpacked.resolve("bin/tool")).isExecutable();
        assertThat(unpacked.resolve("lib/a")).isSymbolicLink().hasContent("x");
    }

    @Test
    void an_archive_that_reaches_outside_is_refused() throws Exception {
        assertRefused(archive(entry("../escaped", 0644, "x")));
        assertRefused(archive(link("out", "../../escaped")));
        assertRefused(archive(link("out", "/etc/passwd")));
        assertThat(bin.resolve("escaped")).doesNotExist();
    }

    @Test
    void a_platform_without_binaries_is_told_what_to_set() {
        assertThatThrownBy(() -> Platform.of("Windows 11", "amd64").postgres())
                .hasMessageContaining("no embedded PostgreSQL for windows-amd64")
                .hasMessageContaining("Set DATABASE_URL");
        assertThat(Platform.of("Linux", "riscv64").hasRedis()).isFalse();
    }

    private void assertRefused(Archive archive) {
        assertThatThrownBy(() -> Unpack.tarXz(archive, bin))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("outside of itself");
        assertThat(bin).isEmptyDirectory();
    }

    private static Archive archive(Entry... entries) throws Exception {
        try (OutputStream file = Files.newOutputStream(onClassPath());
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZCompressorOutputStream(file))) {
            for (Entry entry : entries) {
                entry.writeTo(tar);
            }
        }
        return new Archive(RESOURCE, "unpack-test-1.0", sha256(Files.readAllBytes(onClassPath())));
    }

    private static Entry entry(String name, int mode, String content) {
        return tar -> {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            entry.setMode(mode);
            entry.setSize(bytes.length);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        };
    }

    private static Entry link(String name, String target) {
        return tar -> {
            TarArchiveEntry entry = new TarArchiveEntry(name, TarArchiveEntry.LF_SYMLINK);
            entry.setLinkName(target);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        };
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static Path onClassPath() throws URISyntaxException {
        return Path.of(UnpackTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve(RESOURCE);
    }

    @FunctionalInterface
    private interface Entry {
        void writeTo(TarArchiveOutputStream tar) throws IOException;
    }
}
