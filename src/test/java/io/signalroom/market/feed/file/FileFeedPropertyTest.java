package io.signalroom.market.feed.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.market.feed.PriceFeed.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is in the files, and however they are cut, each candle of a stretch is answered once and in order. */
class FileFeedPropertyTest {
    private static final int MINUTES = 5 * 1_440;

    @Property(tries = 60)
    void pages_together_are_what_the_files_hold(@ForAll long seed) throws Exception {
        Random dice = new Random(seed);
        Path folder = Files.createTempDirectory("klines");
        TreeSet<Instant> written = new TreeSet<>();
        try (KlineRig rig = new KlineRig(folder)) {
            for (String name : names(dice)) {
                write(rig, name, dice, written);
            }
            Instant from = KlineRig.minute(dice.nextInt(MINUTES) - 1_000);
            Instant to = from.plus(Duration.ofMinutes(1 + dice.nextInt(MINUTES)));
            assertThat(answered(rig, dice, from, to)).containsExactlyElementsOf(written.subSet(from, to));
        } finally {
            delete(folder);
        }
    }

    /** Some files of everything, of a month and of days, some of them twice. */
    private static Set<String> names(Random dice) {
        Set<String> names = new TreeSet<>();
        for (int file = 2 + dice.nextInt(5); file >= 0; file--) {
            String period = List.of("", "-2026-03", "-2026-03-0" + (1 + dice.nextInt(5)))
                    .get(dice.nextInt(3));
            names.add("SOLUSDT-1m" + period + (dice.nextBoolean() ? ".csv" : ".zip"));
        }
        return names;
    }

    /** A file in order or not, with broken lines between. */
    private static void write(KlineRig rig, String file, Random dice, TreeSet<Instant> written) throws IOException {
        String name = file.substring(0, file.length() - ".csv".length());
        boolean day = name.length() > "SOLUSDT-1m-2026-03".length();
        int begin = day ? (name.charAt(name.length() - 1) - '1') * 1_440 : 0;
        int first = begin + dice.nextInt(1_440);
        int count = 1 + dice.nextInt((day ? begin + 1_440 : MINUTES) - first);
        List<String> lines = new ArrayList<>();
        List<String> candles =
                KlineRig.lines(KlineRig.minute(first), count, Duration.ofMinutes(1), dice.nextBoolean() ? 1 : 1_000);
        for (int i = 0; i < count; i++) {
            boolean missing = dice.nextInt(20) == 0;
            lines.add(missing ? candles.get(i).replaceFirst(",", ",x") : candles.get(i));
            if (!missing) {
                written.add(KlineRig.minute(first + i));
            }
        }
        if (dice.nextInt(4) == 0) {
            Collections.shuffle(lines, dice);
        }
        if (dice.nextBoolean()) {
            lines.add(0, KlineRig.HEADER);
        }
        if (file.endsWith(".zip")) {
            rig.zip(name, lines);
        } else {
            rig.csv(file, lines);
        }
    }

    private static List<Instant> answered(KlineRig rig, Random dice, Instant from, Instant to) throws Exception {
        List<Instant> answered = new ArrayList<>();
        Instant next = from;
        while (next.isBefore(to)) {
            Instant end = next.plus(Duration.ofMinutes(1 + dice.nextInt(4_000)));
            History history = rig.ask(next, end.isBefore(to) ? end : to);
            assertThat(history.listed()).isTrue();
            if (history.equals(History.unknown(next))) {
                break;
            }
            assertThat(history.upTo()).isAfter(next).isBeforeOrEqualTo(to);
            answered.addAll(KlineRig.begins(history));
            next = history.upTo();
        }
        return answered;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
