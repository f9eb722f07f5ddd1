import io.signalroom.parse.SignalParser;
import io.signalroom.parse.decide.Clue;
import io.signalroom.parse.decide.ClueSet;
import io.signalroom.parse.grammar.Findings;
import io.signalroom.parse.lex.Lexer;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.text.Normaliser;
import io.signalroom.parse.vocab.Vocabulary;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Fits the parser's table of weights to labelled posts: multinomial logistic regression with a ridge penalty, by gradient
 * descent with Adam's step sizes from zero, so that the same posts give the same table. Prints how well five tables, each
 * fitted to four fifths, do on the fifth they have not seen, then writes the table fitted to all.
 *
 * <p>Without arguments it writes the parser's own table, {@code src/main/resources/parse/weights.txt}, from all corpora but
 * the blind one:
 *
 * <p>java -cp target/signalroom.jar bench/TrainDecision.java
 *
 * <p>which is short for
 *
 * <pre>{@code
 * C=src/test/resources/corpus
 * java -cp target/signalroom.jar bench/TrainDecision.java src/main/resources/parse/weights.txt \
 *     "$C/public.jsonl*2" "$C/own.jsonl*3" $C/seen.jsonl $C/generated.jsonl $C/demo.jsonl
 * }</pre>
 *
 * <p>{@code FILE*N} counts each post of a file N times. A file whose name begins with "blind" is refused.
 */
public final class TrainDecision {
    private static final PostKind[] KINDS = PostKind.values();
    private static final int FOLDS = 5;
    private static final int ROUNDS = 400;
    private static final double STEP = 0.05;
    private static final double RIDGE = Double.parseDouble(System.getProperty("ridge", "0.001"));
    /** A post wrongly taken for a signal costs more than a signal missed. */
    private static final double NOISE_WEIGHT = Double.parseDouble(System.getProperty("noise", "3"));

    private static final String TABLE = "src/main/resources/parse/weights.txt";
    private static final String CORPUS = "src/test/resources/corpus/";
    private static final List<String> ALL = List.of(
            TABLE,
            CORPUS + "public.jsonl*2",
            CORPUS + "own.jsonl*3",
            CORPUS + "seen.jsonl",
            CORPUS + "generated.jsonl",
            CORPUS + "demo.jsonl");

    /** The call that some posts are read as answers to. */
    private static final String CALL = "SOL/USDT LONG entry 182-184.5 tp 191.5 197 205 sl 176.9";

    /** One talking post in so many is read as an answer as well. */
    private static final int SELDOM = 6;

    private record Example(String id, int[] clues, int kind) {}

    public static void main(String[] args) throws Exception {
        List<String> files = args.length == 0 ? ALL : List.of(args);
        List<Example> examples = new ArrayList<>();
        Vocabulary vocabulary = Vocabulary.load();
        ParsedSignal call = new SignalParser().parse(CALL).signals().get(0);
        for (String file : files.subList(1, files.size())) {
            int star = file.indexOf('*');
            int times = star < 0 ? 1 : Integer.parseInt(file.substring(star + 1));
            Path corpus = Path.of(star < 0 ? file : file.substring(0, star));
            if (corpus.getFileName().toString().startsWith("blind")) {
                throw new IllegalArgumentException(corpus + " is there to test the table, not to fit it");
            }
            for (String line : Files.readAllLines(corpus)) {
                JsonObject row = new JsonObject(line);
                examples.addAll(Collections.nCopies(times, example(row, vocabulary, null)));
                if (answers(row)) {
                    examples.add(example(row, vocabulary, call));
                }
            }
        }
        System.out.printf("%,d posts, %d clues%n", examples.size(), Clue.ALL.size());
        validate(examples);
        write(Path.of(files.get(0)), fit(examples, -1));
    }

    /** No corpus says which posts are answers: what follows a call is mostly news of it, seldom talk or another call. */
    private static boolean answers(JsonObject row) {
        PostKind kind = PostKind.ofWire(row.getString("kind"));
        boolean seldom = kind == PostKind.NOISE || kind == PostKind.TRADE_SIGNAL;
        return kind == PostKind.SIGNAL_UPDATE || (seldom && row.getString("id").hashCode() % SELDOM == 0);
    }

    private static Example example(JsonObject row, Vocabulary vocabulary, ParsedSignal parent) {
        Page page = Lexer.read(Normaliser.normalise(row.getString("text")), vocabulary);
        ClueSet set = ClueSet.of(Findings.of(page, vocabulary, parent));
        int[] clues = IntStream.iterate(set.next(0), clue -> clue >= 0, clue -> set.next(clue + 1))
                .toArray();
        return new Example(
                row.getString("id"),
                clues,
                PostKind.ofWire(row.getString("kind")).ordinal());
    }

    private static int fold(Example example) {
        return Math.floorMod(example.id().hashCode() * 0x9E3779B9 >>> 8, FOLDS);
    }

    /** Probabilities of noise from which on a post might be called noise; the parser's own is one of them. */
    private static final double[] LIMITS = {0.35, 0.36, 0.4, 0.45, 0.5, 0.6};

    private static void validate(List<Example> examples) {
        int[][] confusion = new int[KINDS.length][KINDS.length];
        int[][] limits = new int[LIMITS.length][4];
        for (int fold = 0; fold < FOLDS; fold++) {
            double[][] weights = fit(examples, fold);
            for (Example example : examples) {
                if (fold(example) == fold) {
                    double[] p = softmax(scores(weights, example));
                    confusion[example.kind()][top(p)]++;
                    for (int d = 0; d < LIMITS.length; d++) {
                        tally(limits[d], example, p, LIMITS[d]);
                    }
                }
            }
        }
        System.out.println("read as:       " + List.of(KINDS));
        for (PostKind kind : KINDS) {
            StringBuilder row = new StringBuilder();
            for (int n : confusion[kind.ordinal()]) {
                row.append(String.format("%8d", n));
            }
            System.out.printf("%-14s %s%n", kind, row);
        }
        for (int d = 0; d < LIMITS.length; d++) {
            System.out.printf(
                    "noise if at least %.2f: noise misread %d of %d, calls misread %d of %d%n",
                    LIMITS[d], limits[d][1], limits[d][0], limits[d][3], limits[d][2]);
        }
    }

    /** How many of noise and of calls there are, and how many would be misread with this limit. */
    private static void tally(int[] count, Example example, double[] p, double limit) {
        PostKind kind = KINDS[example.kind()];
        double[] others = p.clone();
        others[PostKind.NOISE.ordinal()] = 0;
        PostKind read = p[PostKind.NOISE.ordinal()] >= limit ? PostKind.NOISE : KINDS[top(others)];
        count[0] += kind == PostKind.NOISE ? 1 : 0;
        count[1] += kind == PostKind.NOISE && read != PostKind.NOISE ? 1 : 0;
        count[2] += kind == PostKind.TRADE_SIGNAL ? 1 : 0;
        count[3] += kind == PostKind.TRADE_SIGNAL && read != PostKind.TRADE_SIGNAL ? 1 : 0;
    }

    private static double[][] fit(List<Example> examples, int leftOut) {
        int n = Clue.ALL.size();
        double[][] weights = new double[n][KINDS.length];
        double[][] mean = new double[n][KINDS.length];
        double[][] square = new double[n][KINDS.length];
        for (int round = 1; round <= ROUNDS; round++) {
            double[][] slope = slope(examples, leftOut, weights);
            for (int c = 0; c < n; c++) {
                for (int k = 0; k < KINDS.length; k++) {
                    double g = slope[c][k] + RIDGE * weights[c][k];
                    mean[c][k] = 0.9 * mean[c][k] + 0.1 * g;
                    square[c][k] = 0.999 * square[c][k] + 0.001 * g * g;
                    double m = mean[c][k] / (1 - Math.pow(0.9, round));
                    double s = square[c][k] / (1 - Math.pow(0.999, round));
                    weights[c][k] -= STEP * m / (Math.sqrt(s) + 1e-8);
                }
            }
        }
        return weights;
    }

    /** Rare kinds count more, by the root of their rarity; noise more still, as said above. */
    private static double[] worths(List<Example> examples) {
        double[] count = new double[KINDS.length];
        examples.forEach(example -> count[example.kind()]++);
        double[] worth = new double[KINDS.length];
        for (int k = 0; k < worth.length; k++) {
            worth[k] = Math.sqrt(examples.size() / (KINDS.length * Math.max(1, count[k])))
                    * (KINDS[k] == PostKind.NOISE ? NOISE_WEIGHT : 1);
        }
        return worth;
    }

    private static double[][] slope(List<Example> examples, int leftOut, double[][] weights) {
        double[] worths = worths(examples);
        double[][] slope = new double[weights.length][KINDS.length];
        double total = 0;
        for (Example example : examples) {
            if (fold(example) == leftOut) {
                continue;
            }
            double worth = worths[example.kind()];
            total += worth;
            double[] p = softmax(scores(weights, example));
            for (int clue : example.clues()) {
                for (int k = 0; k < KINDS.length; k++) {
                    slope[clue][k] += worth * (p[k] - (k == example.kind() ? 1 : 0));
                }
            }
        }
        for (double[] row : slope) {
            for (int k = 0; k < KINDS.length; k++) {
                row[k] /= total;
            }
        }
        return slope;
    }

    private static double[] scores(double[][] weights, Example example) {
        double[] sum = new double[KINDS.length];
        for (int clue : example.clues()) {
            for (int k = 0; k < KINDS.length; k++) {
                sum[k] += weights[clue][k];
            }
        }
        return sum;
    }

    private static double[] softmax(double[] scores) {
        double top = scores[top(scores)];
        double total = 0;
        double[] p = new double[scores.length];
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp(scores[k] - top);
            total += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= total;
        }
        return p;
    }

    private static int top(double[] scores) {
        int best = 0;
        for (int k = 1; k < scores.length; k++) {
            best = scores[k] > scores[best] ? k : best;
        }
        return best;
    }

    private static void write(Path file, double[][] weights) throws Exception {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            out.println(
                    "# How much each clue speaks for each kind, in natural log-odds. Written by bench/TrainDecision.java,");
            out.println("# not by hand. Clues are explained in the package io.signalroom.parse.decide. Columns:");
            out.println("# clue "
                    + String.join(
                            " ",
                            java.util.Arrays.stream(KINDS).map(PostKind::wire).toList()));
            for (Clue clue : Clue.ALL) {
                StringBuilder row = new StringBuilder(clue.name());
                for (double weight : weights[clue.index()]) {
                    row.append(String.format(Locale.ROOT, " %.2f", weight));
                }
                out.println(row);
            }
        }
    }
}
