package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two certificates, one of this host and one of another, and a store that trusts both. */
final class Certificates {
    private static final String PASSWORD = "changeit";
    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    static Certificates make(Path folder) {
        Certificates made = new Certificates(folder);
        made.pair("this", "ip:127.0.0.1");
        made.pair("other", "dns:other.example");
        return made;
    }

    private void pair(String name, String host) {
        String store = folder.resolve(name + ".p12").toString();
        String certificate = folder.resolve(name + ".pem").toString();
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + host,
                "-keystore",
                store);
        keytool("-exportcert", "-alias", name, "-keystore", store, "-file", certificate);
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                certificate,
                "-keystore",
                trusted().toString());
    }

    private Path trusted() {
        return folder.resolve("trusted.p12");
    }

    HttpServerOptions ofAnotherHost() {
        return new HttpServerOptions().setSsl(true).setKeyCertOptions(key("other"));
    }

    ServerSSLOptions ofThisHost() {
        return new ServerSSLOptions().setKeyCertOptions(key("this"));
    }

    private PfxOptions key(String name) {
        return new PfxOptions()
                .setPath(folder.resolve(name + ".p12").toString())
                .setPassword(PASSWORD);
    }

    /** For a program that shall trust both. */
    String javaOptions() {
        return "-Djavax.net.ssl.trustStore=" + trusted() + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD;
    }

    private static void keytool(String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(List.of(arguments));
        line.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
