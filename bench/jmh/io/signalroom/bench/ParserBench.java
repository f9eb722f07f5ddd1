package io.signalroom.bench;

import io.signalroom.parse.HostileTexts;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Messages a second and bytes allocated for each, then the slowest single call for each hostile text.
 *
 * <p>bench/parser.sh [posts|longest] [seconds of each measured round]
 */
public final class ParserBench {
    private static final double LIMIT_MILLIS = 5;

    private ParserBench() {}

    /** Runs one of the two, or both without an argument. */
    public static void main(String[] args) throws RunnerException {
        List<String> wanted = args.length > 0 ? List.of(args[0]) : List.of("posts", "longest");
        System.out.printf(
                "load average before: %.2f%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        if (wanted.contains("posts")) {
            posts(run("posts", args, new OptionsBuilder().addProfiler(GCProfiler.class)));
        }
        if (wanted.contains("longest")) {
            String[] pieces = HostileTexts.all().keySet().toArray(String[]::new);
            longest(run("longest", args, new OptionsBuilder().param("piece", pieces)));
        }
    }

    private static Collection<RunResult> run(String benchmark, String[] args, ChainedOptionsBuilder options)
            throws RunnerException {
        options.include(ParserBenchmark.class.getName() + "." + benchmark + "$")
                .verbosity(VerboseMode.SILENT)
                .threads(1)
                .shouldFailOnError(true);
        if (args.length > 1) {
            options.warmupTime(TimeValue.seconds(Long.parseLong(args[1])))
                    .measurementTime(TimeValue.seconds(Long.parseLong(args[1])));
        }
        return new Runner(options.build()).run();
    }

    private static void posts(Collection<RunResult> results) {
        RunResult run = results.iterator().next();
        Result<?> rate = run.getPrimaryResult();
        Statistics rounds = rate.getStatistics();
        System.out.printf(
                "posts: %,.0f messages/s on one thread (rounds from %,.0f to %,.0f)%n",
                rate.getScore(), rounds.getMin(), rounds.getMax());
        double messages = run.getSecondaryResults().get("messages").getScore();
        double seconds = run.getSecondaryResults().get("nanos").getScore() / 1e9;
        System.out.printf("posts: %,.0f messages for a second of processor time%n", messages / seconds);
        Result<?> bytes = run.getSecondaryResults().get("gc.alloc.rate.norm");
        System.out.printf("posts: %,.0f bytes allocated for a message%n", bytes.getScore());
    }

    private static void longest(Collection<RunResult> results) {
        System.out.println(
                "milliseconds for the longest text, one call; the slowest by the clock and by processor time");
        System.out.printf("%8s %8s %8s %8s %8s  %s%n", "median", "99.9 %", "clock", "cpu", "calls", "repeats");
        int over = 0;
        for (RunResult run : results) {
            Statistics calls = run.getPrimaryResult().getStatistics();
            double cpu = run.getSecondaryResults().get("most").getScore() / 1e6;
            boolean slow = cpu > LIMIT_MILLIS;
            over += slow ? 1 : 0;
            System.out.printf(
                    "%8.3f %8.3f %8.3f %8.3f %8d  %s%s%n",
                    calls.getPercentile(50),
                    calls.getPercentile(99.9),
                    calls.getMax(),
                    cpu,
                    calls.getN(),
                    run.getParams().getParam("piece"),
                    slow ? "   over " + LIMIT_MILLIS + " ms" : "");
        }
        System.out.printf(
                "%d of %d texts have a call over %s ms of processor time%n", over, results.size(), LIMIT_MILLIS);
    }
}
