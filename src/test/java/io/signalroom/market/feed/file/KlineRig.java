package io.signalroom.market.feed.file;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.PriceFeed.History;
import io.signalroom.testing.SetClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder of kline files, the feed that reads it, and a clock that is set by hand. */
final class KlineRig implements AutoCloseable {
    static final Market SOL = new Market("SOL", "USDT");
    static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    static final String HEADER = "open_time,open,high,low,close,volume,close_time,quote_volume,count,"
            + "taker_buy_volume,taker_buy_quote_volume,ignore";

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FileFeed feed;
    private final Vertx vertx = Vertx.vertx();
    private final Path folder;
    private final SetClock clock = new SetClock(Instant.parse("2026-06-01T00:00:00Z"));

    KlineRig(Path folder) {
        this.folder = folder;
        this.feed = new FileFeed(vertx, folder, clock, meters);
    }

    void now(Instant time) {
        clock.set(time);
    }

    /** Lets so much time pass that new files are looked for. */
    void later() {
        clock.set(clock.instant().plus(KlineFolder.LISTED_FOR));
    }

    History ask(Instant from, Instant to) throws Exception {
        return ask(SOL, from, to);
    }

    History ask(Market market, Instant from, Instant to) throws Exception {
        return await(feed.history(market, from, to));
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    void csv(String name, List<String> lines) throws IOException {
        Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    void zip(String name, List<String> lines) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name + ".zip")))) {
            zip.putNextEntry(new ZipEntry("README"));
            zip.putNextEntry(new ZipEntry(name + ".csv"));
            zip.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** One line a minute, times in milliseconds. */
    static List<String> minutes(Instant from, int count) {
        return lines(from, count, Duration.ofMinutes(1), 1);
    }

    static List<String> lines(Instant from, int count, Duration interval, int timesPerMilli) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long begins = from.plus(interval.multipliedBy(i)).toEpochMilli();
            lines.add(line(begins * timesPerMilli, (begins + interval.toMillis()) * timesPerMilli - 1, price(begins)));
        }
        return lines;
    }

    private static String line(long begins, long ends, long price) {
        return begins + "," + price + ".10," + (price + 2) + ".00," + price + ".05000000," + (price + 1) + ".00,"
                + "12.5," + ends + ",1000.5,42,6.2,500.1,0";
    }

    /** A price that tells the minute apart from those around it. */
    static long price(long millis) {
        return 100 + millis / 60_000 % 9_973;
    }

    static List<Instant> begins(History history) {
        return history.candles().stream().map(Candle::opensAt).toList();
    }

    static List<Instant> begins(Instant from, int count, Duration interval) {
        List<Instant> begins = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            begins.add(from.plus(interval.multipliedBy(i)));
        }
        return begins;
    }

    static Instant minute(long minutes) {
        return DAY.plus(Duration.ofMinutes(minutes));
    }

    @Override
    public void close() throws Exception {
        await(feed.close());
        await(vertx.close());
    }
}
