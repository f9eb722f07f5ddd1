package io.signalroom.telegram.tdlib;

import io.signalroom.config.AppConfig;
import io.signalroom.security.KeptSecret;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where TDLib keeps a session: a folder that only this user can read, with TDLib's files, encrypted by a key beside them, and a mark
 * that says that somebody is signed in. Whoever has the folder has the account. Its methods block.
 */
final class TdSession {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final AppConfig.Account account;
    private final Path folder;

    TdSession(AppConfig.Account account) {
        this.account = account;
        this.folder = account.folder();
    }

    Path folder() {
        return folder;
    }

    private Path mark() {
        return folder.resolve("signed-in");
    }

    /** Whether somebody has signed in here and not out again. */
    boolean signedIn() {
        return Files.exists(mark());
    }

    /** What TDLib must be told first; makes the folder and the key if they are not there. */
    JsonObject parameters() throws IOException {
        makeFolder();
        byte[] key = HexFormat.of()
                .parseHex(KeptSecret.of(folder.resolve("session.key")).value());
        return Td.of("setTdlibParameters")
                .put("use_test_dc", false)
                .put("database_directory", folder.resolve("db").toString())
                .put("files_directory", folder.resolve("files").toString())
                .put("database_encryption_key", Base64.getEncoder().encodeToString(key))
                .put("use_file_database", true)
                .put("use_chat_info_database", true)
                .put("use_message_database", true)
                .put("use_secret_chats", false)
                .put("api_id", account.apiId())
                .put("api_hash", account.apiHash().value())
                .put("system_language_code", "en")
                .put("device_model", "Signalroom")
                .put("system_version", System.getProperty("os.name"))
                .put("application_version", version());
    }

    private static String version() {
        return Optional.ofNullable(TdSession.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }

    /** Notes that somebody is signed in. */
    void keep() throws IOException {
        makeFolder();
        if (!signedIn()) {
            Files.createFile(mark());
        }
    }

    /** Notes that nobody is signed in any more; TDLib's files stay. */
    void drop() throws IOException {
        Files.deleteIfExists(mark());
    }

    /** Deletes all of it. */
    void delete() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Takes the files of the folder away from everybody else; while TDLib has them open some may come and go. */
    void lock() throws IOException {
        if (!Files.exists(folder) || !posix()) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(path, Files.isDirectory(path) ? FOLDER : FILE);
            }
        }
    }

    private void makeFolder() throws IOException {
        Files.createDirectories(folder);
        if (posix()) {
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    private boolean posix() throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix");
    }
}
