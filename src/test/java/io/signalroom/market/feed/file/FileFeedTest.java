package io.signalroom.market.feed.file;

import static io.signalroom.market.feed.file.KlineRig.DAY;
import static io.signalroom.market.feed.file.KlineRig.begins;
import static io.signalroom.market.feed.file.KlineRig.lines;
import static io.signalroom.market.feed.file.KlineRig.minute;
import static io.signalroom.market.feed.file.KlineRig.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.FeedException;
import io.signalroom.market.feed.PriceFeed.History;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFeedTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private KlineRig rig;

    @BeforeEach
    void open() {
        rig = new KlineRig(folder);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void a_stretch_has_its_candles_and_no_others() throws Exception {
        rig.csv("SOLUSDT-1m-2026-03.csv", minutes(DAY, 3_000));
        History history = rig.ask(minute(100), minute(2_500));
        assertThat(begins(history)).isEqualTo(begins(minute(100), 2_400, MINUTE));
        assertThat(history.listed()).isTrue();
        assertThat(history.upTo()).isEqualTo(minute(2_500));
        assertThat(history.candles().get(7).open().longValue())
                .isEqualTo(KlineRig.price(minute(107).toEpochMilli()));
    }

    @Test
    void months_days_and_files_of_everything_are_read() throws Exception {
        rig.csv("SOLUSDT-1m.csv", minutes(minute(-30), 10));
        rig.csv("SOLUSDT-1m-2026-02.csv", minutes(minute(-20), 20));
        rig.csv("SOLUSDT-1m-2026-03-01.csv", minutes(DAY, 10));
        assertThat(begins(rig.ask(minute(-30), minute(10)))).isEqualTo(begins(minute(-30), 40, MINUTE));
    }

    @Test
    void a_zipped_file_is_read_as_its_csv() throws Exception {
        rig.zip("SOLUSDT-1m-2026-03", minutes(DAY, 2_000));
        assertThat(begins(rig.ask(DAY, minute(2_000)))).isEqualTo(begins(DAY, 2_000, MINUTE));
    }

    @Test
    void a_market_without_a_file_is_lacking() throws Exception {
        rig.csv("SOLUSDT-1m-2026-03.csv", minutes(DAY, 5));
        assertThat(rig.ask(new Market("SOL", "BTC"), DAY, minute(5))).isEqualTo(History.lacking(DAY));
        assertThat(rig.ask(new Market("SO", "USDT"), DAY, minute(5)).listed()).isFalse();
    }

    @Test
    void what_no_file_covers_before_later_files_is_a_gap() throws Exception {
        rig.csv("SOLUSDT-1m-2026-03-01.csv", minutes(DAY, 1_440));
        rig.csv("SOLUSDT-1m-2026-03-03.csv", minutes(minute(2_880), 1_440));
        History over = rig.ask(minute(1_438), minute(2_882));
        assertThat(begins(over)).containsExactly(minute(1_438), minute(1_439), minute(2_880), minute(2_881));
        assertThat(over.upTo()).isEqualTo(minute(2_882));
        assertThat(rig.ask(minute(1_500), minute(1_600))).isEqualTo(new History(true, List.of(), minute(1_600)));
        assertThat(rig.ask(minute(-60), minute(-30))).isEqualTo(new History(true, List.of(), minute(-30)));
    }

    @Test
    void what_lies_behind_the_newest_candle_is_left_to_files_to_come() throws Exception {
        rig.csv("SOLUSDT-1m-2026-03-01.csv", minutes(DAY, 1_440));
        History end = rig.ask(minute(1_430), minute(1_500));
        assertThat(end.upTo()).isEqualTo(minute(1_440));
        assertThat(rig.ask(end.upTo(), minute(1_500))).isEqualTo(History.unknown(minute(1_440)));
        assertThat(rig.ask(minute(9_000), minute(9_500))).isEqualTo(History.unknown(minute(9_000)));
        assertThat(rig.ask(minute(1_000), minute(1_430)).candles()).hasSize(430);
        rig.csv("SOLUSDT-1m-2026-03-02.csv", minutes(minute(1_440), 1_440));
        rig.later();
        assertThat(begins(rig.ask(end.upTo(), minute(1_500)))).isEqualTo(begins(minute(1_440), 60, MINUTE));
    }

    @Test
    void a_month_that_grows_is_read_as_far_as_it_goes() throws Exception {
        rig.csv("SOLUSDT-1m-2026-03.csv", minutes(DAY, 10));
        rig.csv("SOLUSDT-1m-2026-03-02.csv", minutes(minute(1_440), 10));
        assertThat(rig.ask(DAY, minute(3_000)).upTo()).isEqualTo(minute(1_450));
        rig.csv("SOLUSDT-1m-2026-03.csv", minutes(DAY, 2_000));
        assertThat(rig.ask(DAY, minute(3_000)).candles()).hasSize(2_000);
    }

    @Test
    void overlapping_files_give_one_candle_for_each_begin() throws Exception {
        rig.csv("SOLUSDT-1m-2026-03.csv", minutes(DAY, 2_000));
        rig.zip("SOLUSDT-1m-2026-03-01", minutes(DAY, 1_440));
        List<String> twice = new ArrayList<>(minutes(DAY, 100));
        twice.addAll(minutes(minute(50), 100));
        rig.csv("SOLUSDT-1m.csv", twice);
        assertThat(begins(rig.ask(DAY, minute(2_000)))).isEqualTo(begins(DAY, 2_000, MINUTE));
    }

    @Test
    void the_finest_interval_is_used() throws Exception {
        rig.csv("SOLUSDT-1h-2026-03.csv", lines(DAY, 48, HOUR, 1));
        assertThat(begins(rig.ask(DAY, minute(180)))).isEqualTo(begins(DAY, 3, HOUR));
        rig.csv("SOLUSDT-1d.csv", lines(DAY, 9, Duration.ofDays(1), 1));
        rig.csv("SOLUSDT-5m-2026-03.csv", lines(DAY, 48, Duration.ofMinutes(5), 1));
        rig.csv("SOLUSDT-1w.csv", lines(DAY, 2, Duration.ofDays(7), 1));
        rig.later();
        History history = rig.ask(DAY, minute(180));
        assertThat(begins(history)).isEqualTo(begins(DAY, 36, Duration.ofMinutes(5)));
        assertThat(history.candles().get(0).closesAt()).isEqualTo(minute(5));
    }

    @Test
    void a_candle_that_is_not_over_is_left_for_later() throws Exception {
        rig.csv("SOLUSDT-1h.csv", lines(DAY, 3, HOUR, 1));
        rig.now(minute(150));
        History open = rig.ask(DAY, minute(150));
        assertThat(open.candles()).hasSize(2);
        assertThat(open.upTo()).isEqualTo(minute(120));
        rig.now(minute(180));
        assertThat(begins(rig.ask(open.upTo(), minute(180)))).containsExactly(minute(120));
    }

    @Test
    void a_large_file_comes_in_pages() throws Exception {
        rig.csv("SOLUSDT-1m.csv", minutes(DAY, 45_000));
        List<Instant> all = new ArrayList<>();
        Instant from = minute(5);
        for (int page = 0; page < 5; page++) {
            History history = rig.ask(from, minute(45_000));
            assertThat(history.candles()).hasSizeLessThanOrEqualTo(FileFeed.PAGE);
            all.addAll(begins(history));
            from = history.upTo();
        }
        assertThat(from).isEqualTo(minute(45_000));
        assertThat(all).isEqualTo(begins(minute(5), 44_995, MINUTE));
    }

    @Test
    void a_folder_without_files_says_which_setting_and_what_to_put_there() throws Exception {
        rig.csv("notes.csv", List.of("SOL"));
        rig.csv("SOLUSDT-1m-2026-13.csv", minutes(DAY, 1));
        assertThatThrownBy(() -> rig.ask(DAY, minute(5)))
                .cause()
                .isInstanceOf(FeedException.class)
                .hasMessageContainingAll(
                        "has no kline files", folder.toString(), "KLINES_DIR", "BTCUSDT-1m-2026-10.zip");
    }

    @Test
    void a_folder_that_comes_later_is_seen() throws Exception {
        Files.delete(folder);
        assertThatThrownBy(() -> rig.ask(DAY, minute(5)))
                .cause()
                .isInstanceOf(FeedException.class)
                .hasMessageContainingAll("does not exist", folder.toString(), "KLINES_DIR", "MARKET_FEED");
        Files.createDirectory(folder);
        rig.csv("SOLUSDT-1m-2026-03.csv", minutes(DAY, 5));
        assertThat(rig.ask(DAY, minute(5)).candles()).hasSize(5);
    }

    @Test
    void a_file_that_cannot_be_read_is_named_and_no_gap() throws Exception {
        Path broken = folder.resolve("SOLUSDT-1m-2026-03.zip");
        Files.writeString(broken, "half a zip");
        assertThatThrownBy(() -> rig.ask(DAY, minute(5)))
                .cause()
                .isInstanceOf(FeedException.class)
                .hasMessageContainingAll(broken.toString(), "download it again")
                .matches(failure -> ((FeedException) failure).isOfOneMarket());
        Files.delete(broken);
        rig.csv("SOLUSDT-1m-2026-03.csv", minutes(DAY, 5));
        assertThat(rig.ask(DAY, minute(5)).candles()).hasSize(5);
    }

    @Test
    void following_needs_nothing() {
        rig.feed.follow(Set.of(KlineRig.SOL));
        assertThat(rig.feed.name()).isEqualTo("file");
    }
}
