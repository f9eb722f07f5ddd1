package io.signalroom.market;

import static io.signalroom.market.MarketRig.SOL;
import static io.signalroom.market.MarketRig.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.Market;
import io.signalroom.market.candle.Undone;
import io.signalroom.market.feed.file.FileFeed;
import io.signalroom.testing.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A folder of kline files, and calls that it covers or not. */
@ExtendWith(Servers.class)
class FilePricesTest {
    private static final String FILE = "file";
    private static final Instant FILE_ENDS = day(-5);
    /** Of a call that runs for a day. */
    private static final int MINUTES = (25 + 24 + 24) * 60;

    private final MarketRig rig = new MarketRig();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        rig.close();
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private int call(Market market, int day) {
        return Undone.call(rig.room, FILE, market, day(day), day(day + 1));
    }

    private void write(String name, Instant from, Instant to) throws IOException {
        Files.write(
                folder.resolve(name),
                Undone.minutes(from, to).stream().map(FilePricesTest::line).toList());
    }

    private static String line(Candle candle) {
        return String.join(
                ",",
                String.valueOf(candle.opensAt().toEpochMilli()),
                candle.open().toPlainString(),
                candle.high().toPlainString(),
                candle.low().toPlainString(),
                candle.close().toPlainString(),
                candle.volume().toPlainString(),
                String.valueOf(candle.closesAt().toEpochMilli() - 1),
                "0,0,0,0,0");
    }

    private boolean listed(int market) {
        return (Boolean) rig.room.value("SELECT listed FROM market WHERE id = " + market);
    }

    @Test
    void calls_before_inside_and_behind_the_files_do_not_hinder_each_other() throws Exception {
        write("SOLUSDT-1m-2026-02.csv", day(-20), FILE_ENDS);
        int sol = call(SOL, -40);
        call(SOL, -18);
        call(SOL, -10);
        call(SOL, -1);
        int none = call(Market.of("NONE", null), -10);
        rig.run(FILE, new FileFeed(rig.room.vertx, folder, rig.clock, rig.meters));
        rig.awaitCandles(sol, 2 * MINUTES);
        rig.awaitState("waiting");
        assertThat(listed(sol)).isTrue();
        assertThat(listed(none)).isFalse();
        assertThat(rig.last().getInteger("missing")).isEqualTo(1);
        assertThat(rig.last().getLong("behind")).isEqualTo(49 * 60);
        assertThat(rig.status).noneMatch(s -> s.getString("state").equals("following"));

        write("SOLUSDT-1m-2026-03.csv", FILE_ENDS, day(1));
        write("NONEUSDT-1m-2026-03.csv", day(-12), day(-7));
        rig.clock.set(rig.clock.instant().plus(Backfill.NOT_YET));
        rig.awaitCandles(sol, 2 * MINUTES + 49 * 60 + 10);
        rig.clock.set(rig.clock.instant().plus(Duration.ofDays(1)));
        rig.awaitCandles(none, MINUTES);
        rig.awaitState("following");
        assertThat(listed(none)).isTrue();
    }
}
