package io.signalroom.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Files of settings that hold secrets and can be read by everybody on this machine. */
public final class FileSecrets {
    private FileSecrets() {}

    /** A line for each such file of this process: its name, the secrets in it and the cure. */
    public static List<String> warnings() {
        return WrittenSettings.inFiles(Path.of("").toAbsolutePath()).entrySet().stream()
                .map(file -> warning(file.getKey(), file.getValue()))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String warning(Path file, Set<Setting> set) {
        String secrets =
                set.stream().filter(Setting::secret).map(Setting::name).sorted().collect(Collectors.joining(", "));
        if (secrets.isEmpty() || !othersRead(file)) {
            return "";
        }
        return file + " holds " + secrets + " and everybody on this machine can read it: chmod 600 " + file;
    }

    private static boolean othersRead(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // a file system without modes
        }
    }
}
