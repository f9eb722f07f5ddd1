package io.signalroom.market.feed.file;

import io.signalroom.market.feed.FeedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kline files of a folder by symbol. Its names are listed again after a few seconds, so new files are seen. For one thread. */
final class KlineFolder {
    /** After this, new files are seen. */
    static final Duration LISTED_FOR = Duration.ofSeconds(5);

    /** How long to leave the folder alone that has no files. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String CURE = ": put Binance's kline files there, such as BTCUSDT-1m-2026-10.csv or"
            + " BTCUSDT-1m-2026-10.zip from data.binance.vision, or set MARKET_FEED to binance or none";

    private final Path folder;
    private final Clock clock;
    private Map<String, List<KlineFile>> files = Map.of();
    private Instant listedAt = Instant.MIN;

    KlineFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * The files of a symbol, the latest by name first; empty if there are none.
     *
     * @throws FeedException if there are no kline files at all
     */
    List<KlineFile> of(String symbol) {
        Instant now = clock.instant();
        if (now.isBefore(listedAt) || !now.isBefore(listedAt.plus(LISTED_FOR))) {
            files = list();
            listedAt = now;
        }
        return files.getOrDefault(symbol, List.of());
    }

    /** Lists the names again at the next question. */
    void forget() {
        listedAt = Instant.MIN;
    }

    private Map<String, List<KlineFile>> list() {
        try (Stream<Path> paths = Files.list(folder)) {
            Map<String, List<KlineFile>> found = paths.map(KlineFile::of)
                    .flatMap(Optional::stream)
                    .filter(file -> Files.isRegularFile(file.path()))
                    .sorted(Comparator.comparingLong(KlineFile::ends).reversed().thenComparing(KlineFile::name))
                    .collect(Collectors.groupingBy(KlineFile::symbol));
            if (found.isEmpty()) {
                throw lacking("has no kline files" + CURE);
            }
            return found;
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw lacking("does not exist" + CURE);
        } catch (IOException | UncheckedIOException e) {
            throw lacking("cannot be read: let the user Signalroom runs as read it");
        }
    }

    private FeedException lacking(String what) {
        return new FeedException("The folder of prices " + folder + " (KLINES_DIR) " + what + ".", PATIENCE);
    }
}
