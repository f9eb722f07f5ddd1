package io.signalroom.boot.cli;

import io.signalroom.parse.ParseCorpus;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parse}: reads a labelled corpus and writes what the parser makes of it; needs no database. */
@Command(
        name = "parse",
        mixinStandardHelpOptions = true,
        description = "Reads messages from a JSON-lines file and writes what the parser makes of each.")
final class ParseCommand implements Callable<Integer> {
    @Option(names = "--corpus", required = true, description = "One message a line: {\"id\":..., \"text\":...}.")
    private Path corpus;

    @Option(names = "--out", required = true, description = "Where to write one prediction a line.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        spec.commandLine().getOut().println(ParseCorpus.run(corpus, out));
        return 0;
    }
}
