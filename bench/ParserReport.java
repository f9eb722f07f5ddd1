import io.signalroom.parse.Corpus;
import io.signalroom.parse.ParseCorpus;
import io.signalroom.parse.Tally;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How well the parser reads labelled messages: by kind, field, language and confidence. Without {@code --failures} it
 * prints no message and no id, so that a test set stays blind.
 *
 * <p>java -cp target/signalroom.jar:target/test-classes bench/ParserReport.java FILE.jsonl [...] [--failures]
 * [--misses-only-counts]
 *
 * <p>{@code --failures}: each message with a mistake, but never of a file whose name begins with "blind".
 * {@code --misses-only-counts}: how often each pattern of mistakes occurs. The rules are
 * {@link io.signalroom.parse.Scoring}'s.
 */
public final class ParserReport {
    private static final int EXCERPT = 100;

    public static void main(String[] args) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(args));
        boolean failures = arguments.remove("--failures");
        boolean counts = arguments.remove("--misses-only-counts");
        if (arguments.isEmpty() || arguments.stream().anyMatch(argument -> argument.startsWith("--"))) {
            System.err.println("usage: ParserReport FILE.jsonl [...] [--failures] [--misses-only-counts]");
            System.exit(2);
        }
        Tally all = new Tally();
        for (String file : arguments) {
            Tally tally = new Tally();
            read(Path.of(file), List.of(tally, all));
            print(file, tally, failures && !blind(file), counts);
        }
        if (arguments.size() > 1) {
            print("all " + arguments.size() + " files", all, false, counts);
        }
    }

    private static boolean blind(String file) {
        return Path.of(file).getFileName().toString().startsWith("blind");
    }

    /** Reads the file as {@code parse --corpus} does. */
    private static void read(Path corpus, List<Tally> tallies) throws Exception {
        Path out = Files.createTempFile("readings", ".jsonl");
        Map<String, JsonObject> readings = new HashMap<>();
        try {
            ParseCorpus.run(corpus, out);
            for (String line : Files.readAllLines(out)) {
                JsonObject reading = new JsonObject(line);
                readings.put(reading.getString("id"), reading);
            }
        } finally {
            Files.delete(out);
        }
        for (Corpus row : Corpus.read(corpus)) {
            tallies.forEach(tally -> tally.add(row, readings.get(row.id())));
        }
    }

    private static void print(String title, Tally tally, boolean failures, boolean counts) {
        System.out.printf("== %s: %d messages%n", title, tally.rows());
        kinds(tally);
        confusion(tally);
        languages(tally);
        rest(tally);
        calibration(tally);
        if (counts) {
            System.out.println("mistakes");
            tally.patterns().forEach((pattern, times) -> System.out.printf("  %5d  %s%n", times, pattern));
        }
        if (failures) {
            System.out.println("messages with a mistake");
            tally.misses().forEach(ParserReport::failure);
        }
        System.out.println();
    }

    private static void kinds(Tally tally) {
        for (String kind : Tally.KINDS) {
            System.out.printf(
                    "%-14s P %s R %s F1 %s | whole-message exact %s%n",
                    kind,
                    three(tally.precision(kind)),
                    three(tally.recall(kind)),
                    three(tally.f1(kind)),
                    kind.equals("noise") ? "-" : tally.whole(kind));
        }
        tally.fields()
                .forEach((kind, fields) -> fields.forEach((field, count) ->
                        System.out.printf("  %-14s %-16s %s = %s%n", kind, field, count, three(count.share()))));
    }

    private static void confusion(Tally tally) {
        System.out.println("labelled in rows, read in columns");
        System.out.printf("  %-14s", "");
        Tally.KINDS.forEach(kind -> System.out.printf(" %13s", kind));
        System.out.println();
        for (String labelled : Tally.KINDS) {
            System.out.printf("  %-14s", labelled);
            Tally.KINDS.forEach(read -> System.out.printf(" %13d", tally.confused(labelled, read)));
            System.out.println();
        }
    }

    private static void languages(Tally tally) {
        System.out.printf("  %-8s %8s %8s %7s %8s %s%n", "language", "messages", "exact", "share", "noise", "taken");
        tally.languages().forEach((lang, exact) -> {
            Tally.Count noise = tally.noise().getOrDefault(lang, new Tally.Count());
            System.out.printf(
                    "  %-8s %8d %8d %7s %8d %5d%n",
                    lang, exact.of(), exact.good(), three(exact.share()), noise.of(), noise.of() - noise.good());
        });
    }

    private static void rest(Tally tally) {
        int noise = Tally.KINDS.stream()
                .mapToInt(kind -> tally.confused("noise", kind))
                .sum();
        System.out.printf("noise taken for a signal: %d of %d%n", noise - tally.confused("noise", "noise"), noise);
        System.out.printf(
                "waiting for review (confidence below %s): %d of %d, %d of them exact%n",
                Tally.REVIEW, tally.review().of(), tally.rows(), tally.review().good());
        System.out.printf(
                "several signals in one message: %s messages exact, %s signals exact; several read where one is stated: %d%n",
                tally.severalRows(), tally.severalSignals(), tally.invented());
    }

    private static void calibration(Tally tally) {
        System.out.printf("  %-16s %9s %7s %11s %7s%n", "confidence from", "as signal", "exact", "as noise", "exact");
        TreeSet<Double> bands = new TreeSet<>(tally.bands(true).keySet());
        bands.addAll(tally.bands(false).keySet());
        for (double band : bands) {
            Tally.Count signals = tally.bands(true).getOrDefault(band, new Tally.Count());
            Tally.Count noise = tally.bands(false).getOrDefault(band, new Tally.Count());
            System.out.printf(
                    "  %-16s %9d %7s %11d %7s%n", band, signals.of(), share(signals), noise.of(), share(noise));
        }
    }

    private static void failure(Tally.Miss miss) {
        String read = miss.read().getString("kind");
        System.out.printf("  %s %s read as %s%n", miss.row().id(), miss.row().kind(), read);
        if (miss.row().kind().equals(read)) {
            for (String field : miss.wrong()) {
                String key = field.equals("direction") || field.equals("sideExact") ? "side" : field;
                System.out.printf(
                        "      %s: expected %s, read %s%n",
                        field, miss.row().expected().getValue(key), miss.read().getValue(key));
            }
        }
        String text = miss.row().text().replace("\n", "\\n");
        int end = text.offsetByCodePoints(0, Math.min(EXCERPT, text.codePointCount(0, text.length())));
        System.out.printf("      %s%n", text.substring(0, end));
    }

    private static String share(Tally.Count count) {
        return count.of() == 0 ? "-" : three(count.share());
    }

    /** Three decimals of the exact binary value, halves to even, as C and Python print them. */
    private static String three(double value) {
        return new BigDecimal(value).setScale(3, RoundingMode.HALF_EVEN).toString();
    }
}
