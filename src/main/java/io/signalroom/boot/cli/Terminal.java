package io.signalroom.boot.cli;

import io.signalroom.telegram.tdlib.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/** The terminal of this process; where there is none, lines of its input. */
final class Terminal implements Person {
    private final PrintWriter out;
    private BufferedReader lines;

    Terminal(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void tell(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public String ask(String question) {
        return System.console() == null ? line(question) : System.console().readLine("%s", question);
    }

    @Override
    public String askSecretly(String question) {
        if (System.console() == null) {
            return line(question);
        }
        char[] typed = System.console().readPassword("%s", question);
        return typed == null ? null : new String(typed);
    }

    private String line(String question) {
        tell(question);
        try {
            if (lines == null) {
                lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            }
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
