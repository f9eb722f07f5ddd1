package io.signalroom.market.feed.file;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.FeedException;
import io.signalroom.market.feed.PriceFeed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Candles out of a folder of Binance's kline files, as published at data.binance.vision: by months, by days or in one
 * file, zipped or not. A market is the files of its base and quote in one word, at the finest interval there is. Files may
 * overlap, and may come while it runs: put them there complete, by renaming.
 *
 * <p>A stretch that no file covers is a gap if later files are there. Behind its newest candle a market is unknown, not
 * quiet: the next file may tell. Only a market without any file is lacking.
 *
 * <p>A file is looked through once, when it is first needed, and read again for each page; never is more than a page in
 * memory. One worker does it all, so what is kept between two questions belongs to one thread at a time.
 */
public final class FileFeed implements PriceFeed {
    /** Most candles that one question yields. */
    static final int PAGE = 10_000;

    private static final Logger log = LoggerFactory.getLogger(FileFeed.class);
    private static final int MOST_CONTENTS = 20_000;

    private final WorkerExecutor worker;
    private final KlineFolder folder;
    private final Clock clock;
    private final Counter skipped;
    private final Cache<Version, KlineContents> contents =
            Caffeine.newBuilder().maximumSize(MOST_CONTENTS).build();
    /** Intervals by symbol that were last said to be in use and left out. */
    private final Map<String, Set<KlineInterval>> intervals = new HashMap<>();

    /**
     * A feed.
     *
     * @param folder of the files; it need not exist yet
     * @param clock says which candles are closed
     */
    public FileFeed(Vertx vertx, Path folder, Clock clock, MeterRegistry meters) {
        this.worker = vertx.createSharedWorkerExecutor("signalroom-kline-files", 1);
        this.folder = new KlineFolder(folder, clock);
        this.clock = clock;
        this.skipped = meters.counter("signalroom.market.lines.skipped");
    }

    /** A state of a file, as far as can be told without reading it. */
    private record Version(Path path, long size, FileTime modified) {}

    @Override
    public String name() {
        return "file";
    }

    @Override
    public Future<History> history(Market market, Instant from, Instant to) {
        return worker.executeBlocking(() -> read(market, from, to), false);
    }

    private History read(Market market, Instant from, Instant to) {
        String symbol = market.base() + market.quote();
        List<KlineFile> files = finest(symbol, folder.of(symbol));
        if (files.isEmpty()) {
            return History.lacking(from);
        }
        KlineInterval interval = files.get(0).interval();
        long begin = from.toEpochMilli();
        long end = Math.min(Math.min(to.toEpochMilli(), newest(files)), begin + PAGE * interval.millis);
        if (end <= begin) {
            return History.unknown(from);
        }
        TreeMap<Long, Candle> found = new TreeMap<>();
        for (KlineFile file : files) {
            if (file.overlaps(begin, end) && contents(file).overlaps(begin, end)) {
                collect(file, begin, end, found);
            }
        }
        return new History(true, List.copyOf(found.values()), Instant.ofEpochMilli(end));
    }

    private List<KlineFile> finest(String symbol, List<KlineFile> files) {
        Set<KlineInterval> there = EnumSet.noneOf(KlineInterval.class);
        files.forEach(file -> there.add(file.interval()));
        if (there.size() > 1 && !there.equals(intervals.put(symbol, there))) {
            List<String> labels = there.stream().map(interval -> interval.label).toList();
            log.info(
                    "prices of {} are read from the files of {}, those of {} are left out",
                    symbol,
                    labels.get(0),
                    String.join(", ", labels.subList(1, labels.size())));
        }
        return files.stream()
                .filter(file -> file.interval() == there.iterator().next())
                .toList();
    }

    /** Where the market's newest closed candle ends. */
    private long newest(List<KlineFile> files) {
        long newest = Long.MIN_VALUE;
        for (KlineFile file : files) {
            if (newest < file.ends()) {
                newest = Math.max(newest, contents(file).ends());
            }
        }
        long interval = files.get(0).interval().millis;
        return Math.min(newest, Math.floorDiv(clock.millis(), interval) * interval);
    }

    private void collect(KlineFile file, long begin, long end, Map<Long, Candle> found) {
        KlineContents about = contents(file);
        try (KlineLines lines = KlineLines.open(file, about.offset(begin))) {
            boolean more = lines.next();
            while (more) {
                long begins = Kline.begins(lines.text());
                Candle candle = begins < begin ? null : Kline.candle(lines.text(), file.interval());
                boolean late = begins >= end;
                if (candle != null && !late) {
                    found.putIfAbsent(begins, candle);
                }
                // a broken line may claim any time
                boolean over = late && candle != null && about.ordered();
                more = !over && lines.next();
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private KlineContents contents(KlineFile file) {
        try {
            Version version = new Version(file.path(), Files.size(file.path()), Files.getLastModifiedTime(file.path()));
            return contents.get(version, x -> look(file));
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(file, e);
        }
    }

    private KlineContents look(KlineFile file) {
        try {
            KlineContents found = KlineContents.of(file);
            if (found.bad() > 0) {
                skipped.increment(found.bad());
                log.warn(
                        "{}: {} lines are no candles of {} and are left out, the first is line {}",
                        file.name(),
                        found.bad(),
                        file.interval().label,
                        found.firstBad());
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FeedException unreadable(KlineFile file, Exception cause) {
        log.debug("{} cannot be read", file.path(), cause);
        folder.forget();
        return FeedException.ofOneMarket(
                "The file of prices " + file.path()
                        + " cannot be read: download it again, or take it out of the folder.",
                KlineFolder.PATIENCE);
    }

    @Override
    public void follow(Set<Market> markets) {
        // files have no live line; what is new is found when it is asked for
    }

    @Override
    public Future<Void> close() {
        return worker.close();
    }
}
