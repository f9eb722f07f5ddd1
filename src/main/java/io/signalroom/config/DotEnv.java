package io.signalroom.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a {@code .env} file: {@code NAME=value} a line, {@code #} starts a comment line, quotes around a value go. */
final class DotEnv {
    private DotEnv() {}

    static Map<String, String> read(Path file, List<String> faults) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return values;
        }
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                readLine(line.strip(), file + " line " + ++number, values, faults);
            }
        } catch (IOException e) {
            faults.add(file + " cannot be read: make it readable for this user.");
        }
        return values;
    }

    private static void readLine(String line, String where, Map<String, String> values, List<String> faults) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals <= 0) {
            faults.add(where + ": takes NAME=value.");
            return;
        }
        String name = line.substring(0, equals).strip();
        values.put(name.startsWith("export ") ? name.substring(7).strip() : name, unquote(line.substring(equals + 1)));
    }

    private static String unquote(String raw) {
        String value = raw.strip();
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
