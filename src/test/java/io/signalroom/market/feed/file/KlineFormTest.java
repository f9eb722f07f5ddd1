package io.signalroom.market.feed.file;

import static io.signalroom.market.feed.file.KlineRig.DAY;
import static io.signalroom.market.feed.file.KlineRig.HEADER;
import static io.signalroom.market.feed.file.KlineRig.begins;
import static io.signalroom.market.feed.file.KlineRig.lines;
import static io.signalroom.market.feed.file.KlineRig.minute;
import static io.signalroom.market.feed.file.KlineRig.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.signalroom.market.candle.Candle;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a kline file may look like, and what is said of lines and files that are none. */
class KlineFormTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

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
    void candles_are_as_the_file_has_them() throws Exception {
        rig.csv(
                "SOLUSDT-1m-2026-03-01.csv",
                List.of("1772323200000,84.10,84.50,83.95000000,84.2,1234.5,1772323259999,1,2,3,4,0"));
        assertThat(rig.ask(DAY, minute(1)).candles())
                .containsExactly(new Candle(
                        DAY,
                        minute(1),
                        new BigDecimal("84.10"),
                        new BigDecimal("84.50"),
                        new BigDecimal("83.95000000"),
                        new BigDecimal("84.2"),
                        new BigDecimal("1234.5")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void times_are_milliseconds_or_microseconds(int timesPerMilli) throws Exception {
        rig.csv("SOLUSDT-1m-2026-03.csv", lines(DAY, 5, MINUTE, timesPerMilli));
        assertThat(begins(rig.ask(DAY, minute(5)))).isEqualTo(begins(DAY, 5, MINUTE));
    }

    @Test
    void a_header_is_no_broken_line() throws Exception {
        List<String> withHeader = new ArrayList<>(minutes(DAY, 5));
        withHeader.add(0, HEADER);
        rig.csv("SOLUSDT-1m-2026-03.csv", withHeader);
        assertThat(rig.ask(DAY, minute(5)).candles()).hasSize(5);
        assertThat(skipped()).isZero();
    }

    @Test
    void lines_ends_of_other_systems_and_empty_lines_are_read_over() throws Exception {
        Files.writeString(folder.resolve("SOLUSDT-1m-2026-03.csv"), String.join("\r\n\r\n", minutes(DAY, 5)));
        assertThat(rig.ask(DAY, minute(5)).candles()).hasSize(5);
        assertThat(skipped()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "1772323260000,84.10,84.50",
                "1772323260000,84.10,84.50,83.9,84.2,12,1772323319999,1,2,3,4",
                "1772323260001,84.10,84.50,83.9,84.2,12,1772323319999,1,2,3,4,0",
                "1772323260000,84.10,84.00,83.9,84.2,12,1772323319999,1,2,3,4,0",
                "1772323260000,84.10,84.50,0,84.2,12,1772323319999,1,2,3,4,0",
                "1772323260000,84.10,84.50,83.9,-84.2,12,1772323319999,1,2,3,4,0",
                "1772323260000,84.10,8e999999999,83.9,84.2,12,1772323319999,1,2,3,4,0",
                "1772323260000,84.10,84.50,83.9,.,12,1772323319999,1,2,3,4,0",
                "99999999999999999,84.10,84.50,83.9,84.2,12,1772323319999,1,2,3,4,0",
                "-1772323260000,84.10,84.50,83.9,84.2,12,1772323319999,1,2,3,4,0"
            })
    void a_line_that_is_no_candle_is_skipped_and_counted_once(String line) throws Exception {
        List<String> some = new ArrayList<>(minutes(DAY, 5));
        some.set(1, line);
        rig.csv("SOLUSDT-1m-2026-03.csv", some);
        rig.ask(DAY, minute(3));
        assertThat(begins(rig.ask(DAY, minute(5)))).containsExactly(DAY, minute(2), minute(3), minute(4));
        assertThat(skipped()).isEqualTo(1);
    }

    @Test
    void a_file_of_something_else_is_skipped_line_by_line() throws Exception {
        rig.csv("SOLUSDT-1m-2026-02.csv", List.of("x".repeat(3_000_000), "<html>"));
        rig.csv("SOLUSDT-1m-2026-03.csv", minutes(DAY, 5));
        assertThat(rig.ask(minute(-5), minute(5)).candles()).hasSize(5);
        assertThat(skipped()).isEqualTo(2);
    }

    private double skipped() {
        return rig.meters.counter("signalroom.market.lines.skipped").count();
    }

    @Test
    void files_are_found_by_their_names_alone() {
        assertThat(KlineFile.of(Path.of("BTCUSDT-15m-2024-02-29.zip")).orElseThrow())
                .isEqualTo(new KlineFile(
                        Path.of("BTCUSDT-15m-2024-02-29.zip"),
                        "BTCUSDT",
                        KlineInterval.M15,
                        Instant.parse("2024-02-29T00:00:00Z").toEpochMilli(),
                        Instant.parse("2024-03-01T00:00:00Z").toEpochMilli()));
        for (String name : List.of(
                "BTCUSDT-1m-2025-02-29.csv",
                "BTCUSDT-1w.csv",
                "BTCUSDT-1m-2025.csv",
                "BTCUSDT-1m-2025-02.csv.part",
                "BTCUSDT-trades-2025-02.csv",
                "-1m.csv",
                ".csv")) {
            assertThat(KlineFile.of(Path.of(name))).as(name).isEmpty();
        }
    }

    @Test
    void broken_lines_and_intervals_left_out_are_said_once() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(FileFeed.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        try {
            List<String> some = new ArrayList<>(minutes(DAY, 5));
            some.addAll(1, List.of("x", "y"));
            rig.csv("SOLUSDT-1m-2026-03.csv", some);
            rig.csv("SOLUSDT-1h.csv", lines(DAY, 5, Duration.ofHours(1), 1));
            rig.csv("SOLUSDT-1d.csv", lines(DAY, 5, Duration.ofDays(1), 1));
            rig.ask(DAY, minute(3));
            rig.ask(DAY, minute(5));
        } finally {
            logger.setLevel(before);
            logger.detachAppender(said);
        }
        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "prices of SOLUSDT are read from the files of 1m, those of 1h, 1d are left out",
                        "SOLUSDT-1m-2026-03.csv: 2 lines are no candles of 1m and are left out, the first is line 2");
    }
}
