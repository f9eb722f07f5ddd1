package io.signalroom.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Chromium for browser tests, best the one without windows: the whole browser draws its own frame and menus for each page
 * that is opened, seen or not. It is looked for in the system property or environment variable {@code CHROMIUM_PATH},
 * under its usual names on the PATH, and among Playwright's own downloads; failing that it is installed by
 * {@code apt-get}, which takes a root user on Debian or Ubuntu. Without any of these it throws: a browser test that
 * silently did not run would be worse than one that fails.
 */
public final class ChromiumBrowser {

    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final long INSTALL_MINUTES = 10;
    /** As long as Playwright waits for all but assertions: machines differ, and what is waited for is no promise. */
    private static final double PATIENCE_MILLIS = 30_000;

    private static ChromiumBrowser shared;

    private final Playwright playwright;
    private final Browser browser;

    private ChromiumBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** @throws IllegalStateException if no Chromium is there and none can be installed */
    private static ChromiumBrowser launch() {
        Path executable = find().orElseGet(ChromiumBrowser::install);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        return new ChromiumBrowser(playwright, browser);
    }

    /**
     * The browser of all test classes that run one after the other, started by the first of them; it ends with the test
     * JVM. Its threads are Playwright's: not for classes that run beside others. Close the contexts, not the browser.
     */
    public static synchronized ChromiumBrowser shared() {
        if (shared == null) {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            shared = launch();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "chromium-end"));
        }
        return shared;
    }

    /** The running browser. */
    public Browser browser() {
        return browser;
    }

    private void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> find() {
        return Stream.of(named(System.getProperty("CHROMIUM_PATH")), named(System.getenv("CHROMIUM_PATH")))
                .flatMap(Optional::stream)
                .findFirst()
                .or(ChromiumBrowser::onPath)
                .or(ChromiumBrowser::amongPlaywrightsOwn);
    }

    private static Optional<Path> named(String path) {
        if (path == null || path.isBlank()) {
            return Optional.empty();
        }
        if (!Files.isExecutable(Path.of(path))) {
            throw new IllegalStateException("CHROMIUM_PATH is not an executable file: " + path);
        }
        return Optional.of(Path.of(path));
    }

    private static Optional<Path> onPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> amongPlaywrightsOwn() {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "ms-playwright");
        if (!Files.isDirectory(cache)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(cache, 3)) {
            return files.filter(file -> file.endsWith("chrome") || file.endsWith("headless_shell"))
                    .filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path install() {
        String cure = "no Chromium found: install one, or name it with CHROMIUM_PATH";
        if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            throw new IllegalStateException(cure);
        }
        run(List.of("apt-get", "update", "-qq"));
        run(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium-headless-shell"));
        return onPath().orElseThrow(() -> new IllegalStateException(cure));
    }

    private static void run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            Path log = Files.createTempFile("chromium-install", ".log");
            Process process = builder.redirectOutput(log.toFile()).start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IllegalStateException("failed: " + String.join(" ", command) + "\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while installing Chromium", e);
        }
    }
}
