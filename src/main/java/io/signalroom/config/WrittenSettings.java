package io.signalroom.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What is written for each setting, unchecked; of several places the one that is read later wins. */
final class WrittenSettings {
    private static final String DEFAULTS = "conf/application.yaml";
    private static final String ENV = ".env";

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final List<String> faults;

    private WrittenSettings(List<String> faults) {
        this.faults = faults;
    }

    /**
     * All that is written.
     *
     * @param folder holds {@code conf/application.yaml} and {@code .env}, both optional
     * @param environment variables; unknown ones are ignored, empty ones count as not set
     * @param faults takes what is wrong with the files
     */
    static WrittenSettings of(Path folder, Map<String, String> environment, List<String> faults) {
        WrittenSettings written = new WrittenSettings(faults);
        written.readDefaults();
        written.readFile(folder.resolve(DEFAULTS));
        DotEnv.read(folder.resolve(ENV), faults).forEach(written::put);
        environment.forEach(written::put);
        return written;
    }

    /** What has a value in the files of a folder, and in which. */
    static Map<Path, Set<Setting>> inFiles(Path folder) {
        List<String> faults = new ArrayList<>(); // told by whoever reads all of them
        WrittenSettings yaml = new WrittenSettings(faults);
        yaml.readFile(folder.resolve(DEFAULTS));
        WrittenSettings env = new WrittenSettings(faults);
        DotEnv.read(folder.resolve(ENV), faults).forEach(env::put);
        yaml.values.values().removeIf(String::isBlank);
        return Map.of(folder.resolve(DEFAULTS), yaml.values.keySet(), folder.resolve(ENV), env.values.keySet());
    }

    /** Empty if nothing is written. */
    String value(Setting setting) {
        return values.getOrDefault(setting, "");
    }

    private void readDefaults() {
        try (InputStream in = WrittenSettings.class.getClassLoader().getResourceAsStream(DEFAULTS)) {
            readYaml(new String(Objects.requireNonNull(in, DEFAULTS).readAllBytes(), StandardCharsets.UTF_8), DEFAULTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readFile(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            readYaml(Files.readString(file), file.toString());
        } catch (IOException e) {
            faults.add(file + " cannot be read: make it readable for this user.");
        }
    }

    private void readYaml(String text, String file) {
        try {
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            if (root instanceof Map<?, ?> map) {
                flatten("", map, file);
            } else if (root != null) {
                faults.add(file + " must hold settings as name: value.");
            }
        } catch (MarkedYAMLException e) {
            // its own words may hold a value
            faults.add(file + " is not valid YAML: see line "
                    + (e.getProblemMark().getLine() + 1) + ", column "
                    + (e.getProblemMark().getColumn() + 1) + ".");
        } catch (YAMLException e) {
            faults.add(file + " is not valid YAML.");
        }
    }

    private void flatten(String prefix, Map<?, ?> map, String file) {
        map.forEach((key, value) -> {
            String path = prefix + key;
            Optional<Setting> setting = Setting.atPath(path);
            if (setting.isPresent()) {
                values.put(setting.get(), value instanceof List<?> list ? join(list) : Objects.toString(value, ""));
            } else if (value instanceof Map<?, ?> inner) {
                flatten(path + ".", inner, file);
            } else {
                faults.add(file + ": there is no setting " + path + ".");
            }
        });
    }

    private static String join(List<?> list) {
        return String.join(",", list.stream().map(Objects::toString).toList());
    }

    private void put(String name, String value) {
        Arrays.stream(Setting.values())
                .filter(s -> s.name().equals(name) && !value.isBlank())
                .forEach(s -> values.put(s, value.strip()));
    }
}
