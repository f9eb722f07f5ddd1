package io.signalroom.bench;

import io.signalroom.parse.HostileTexts;
import io.signalroom.parse.SignalParser;
import io.signalroom.signal.Judgement;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What parsing costs one thread. {@link ParserBench} runs it. */
@Fork(
        value = 1,
        jvmArgs = {
            "-XX:+UseSerialGC",
            "-Xms512m",
            "-Xmx512m",
            "-Dlogback.configurationFile=src/test/resources/logback-test.xml"
        })
public class ParserBenchmark {
    /** Messages an invocation parses; no multiple of the corpora's sizes, so that they may grow. */
    private static final int MESSAGES = 1_024;

    /** The labelled messages, in turn. */
    @State(Scope.Thread)
    public static class Posts {
        private final SignalParser parser = new SignalParser();
        private final List<String> texts = new ArrayList<>();
        private int at;

        /** Reads both corpora. */
        @Setup
        public void read() throws IOException {
            for (String corpus : List.of("public", "own")) {
                for (String line : Files.readAllLines(Path.of("src/test/resources/corpus/" + corpus + ".jsonl"))) {
                    texts.add(new JsonObject(line).getString("text"));
                }
            }
        }

        private Judgement next() {
            at = at + 1 < texts.size() ? at + 1 : 0;
            return parser.parse(texts.get(at));
        }
    }

    /** One text of the greatest length. */
    @State(Scope.Thread)
    public static class Longest {
        /** What it repeats, see {@link HostileTexts}. */
        @Param({})
        public String piece;

        private final SignalParser parser = new SignalParser();
        private String text;

        /** Writes the text. */
        @Setup
        public void write() {
            text = HostileTexts.all().get(piece);
        }
    }

    /** Processor time: on a busy machine the clock also counts waiting. JMH sums the counters over the rounds. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Processor {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private long began;

        /** Messages parsed. */
        public long messages;

        /** Nanoseconds spent on them. */
        public long nanos;

        /** The most nanoseconds that one measurement took. */
        public long most;

        /** A new round. */
        @Setup(Level.Iteration)
        public void reset() {
            messages = 0;
            nanos = 0;
            most = 0;
        }

        private void start() {
            began = threads.getCurrentThreadCpuTime();
        }

        private void stop(int parsed) {
            long spent = threads.getCurrentThreadCpuTime() - began;
            messages += parsed;
            nanos += spent;
            most = Math.max(most, spent);
        }
    }

    /** Messages a second. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(MESSAGES)
    @Warmup(iterations = 5, time = 3)
    @Measurement(iterations = 5, time = 3)
    public void posts(Posts posts, Processor processor, Blackhole hole) {
        processor.start();
        for (int i = 0; i < MESSAGES; i++) {
            hole.consume(posts.next());
        }
        processor.stop(MESSAGES);
    }

    /** The time of each single call. One round is measured, so that the sum is the maximum. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 2, time = 1)
    @Measurement(iterations = 1, time = 2)
    public Judgement longest(Longest longest, Processor processor) {
        processor.start();
        Judgement judgement = longest.parser.parse(longest.text);
        processor.stop(1);
        return judgement;
    }
}
