import io.signalroom.parse.SignalParser;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Messages a second that one thread parses, over the labelled corpus again and again, after a warm-up.
 *
 * <p>java -cp target/signalroom.jar bench/Parse.java [corpus.jsonl]
 */
public final class Parse {
    private static final long WARM_UP_NANOS = 5_000_000_000L;
    private static final long ROUND_NANOS = 3_000_000_000L;

    public static void main(String[] args) throws Exception {
        Path corpus = Path.of(args.length > 0 ? args[0] : "src/test/resources/corpus/public.jsonl");
        List<String> texts = Files.readAllLines(corpus).stream()
                .map(line -> new JsonObject(line).getString("text"))
                .toList();
        SignalParser parser = new SignalParser();
        run(parser, texts, WARM_UP_NANOS);
        for (int round = 1; round <= 5; round++) {
            System.out.printf("round %d: %,.0f messages/s%n", round, run(parser, texts, ROUND_NANOS));
        }
    }

    private static double run(SignalParser parser, List<String> texts, long nanos) {
        long began = System.nanoTime();
        long count = 0;
        long signals = 0;
        while (System.nanoTime() - began < nanos) {
            for (String text : texts) {
                signals += parser.parse(text).signals().size();
            }
            count += texts.size();
        }
        if (signals == 0) {
            throw new IllegalStateException("nothing was parsed");
        }
        return count * 1e9 / (System.nanoTime() - began);
    }
}
