package io.signalroom.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a line what nobody but its owner may read: words of a form that only secrets have, and those that are known. */
final class Secrets {
    private static final int SHORTEST = 6;
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("[a-z]+://[^\\s:/@]*:([^\\s/@]+)@");
    private static final Map<String, Pattern> FORMS = Map.of(
            "an API key", Pattern.compile("sgr_[0-9a-f]{16}_[0-9a-f]{64}"),
            "a webhook's secret", Pattern.compile("whsec_[A-Za-z0-9+/]{20,}"),
            "a token", Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"),
            "a bot's token", Pattern.compile("(?<![0-9])[0-9]{6,12}:[A-Za-z0-9_-]{30,}"));

    private final Map<String, String> known = new LinkedHashMap<>();

    /** Takes the values of settings that are secrets, and the passwords in those that are addresses. */
    Secrets plusSettings(Map<String, String> settings) {
        settings.forEach((name, value) -> {
            if (name.contains("SECRET") || name.contains("TOKEN") || name.contains("HASH")) {
                plus(name, value);
            } else if (name.endsWith("_URL")) {
                plusPasswordOf(name, value);
            }
        });
        return this;
    }

    /** Takes those that a server made for itself and keeps in its data folder. */
    Secrets plusFolder(Path data) {
        try {
            for (String file : new String[] {"secret.key", "postgres.password", "tdlib/session.key"}) {
                Path path = data.resolve(file);
                if (Files.exists(path)) {
                    plus(file, Files.readString(path).strip());
                }
            }
            Path connection = data.resolve("connection");
            Properties told = new Properties();
            try (Reader in = new StringReader(Files.exists(connection) ? Files.readString(connection) : "")) {
                told.load(in);
            }
            told.forEach((name, value) -> plusPasswordOf(name + " in connection", value.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Secrets plusPasswordOf(String name, String url) {
        Matcher password = PASSWORD_IN_URL.matcher(url);
        return password.find() ? plus(name, password.group(1)) : this;
    }

    Secrets plus(String name, String value) {
        if (value.length() >= SHORTEST) {
            known.put(value, name);
        }
        return this;
    }

    /** The name of a secret that stands in a line. */
    Optional<String> in(String line) {
        Optional<String> formed = FORMS.entrySet().stream()
                .filter(form -> form.getValue().matcher(line).find())
                .map(Map.Entry::getKey)
                .findFirst();
        return formed.or(() -> known.entrySet().stream()
                .filter(secret -> line.contains(secret.getKey()))
                .map(Map.Entry::getValue)
                .findFirst());
    }
}
