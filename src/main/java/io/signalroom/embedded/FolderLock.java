package io.signalroom.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One owner a data folder. The kernel holds the lock, so it goes with the process however that ends.
 *
 * <p>POSIX drops all locks of a process on a file as soon as it closes <em>any</em> descriptor of that file. Hence the set
 * of folders held by this process, which is asked before the file is opened a second time.
 */
final class FolderLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
    private static final int LONGEST_PID = 20;

    private final Path key;
    private final FileChannel channel;

    private FolderLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** @throws EmbeddedStartException naming the process that has it */
    static FolderLock take(Path file) {
        try {
            Path key = file.getParent().toRealPath().resolve(file.getFileName());
            if (!HELD.add(key)) {
                throw refused(file, String.valueOf(ProcessHandle.current().pid()));
            }
            return new FolderLock(key, lock(file, key));
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "Cannot lock " + file + ": " + e, "Choose a folder on a local disk with DATA_DIR.", e);
        }
    }

    private static FileChannel lock(Path file, Path key) throws IOException {
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = open(file);
            if (channel.tryLock() == null) {
                throw refused(file, read(channel));
            }
            write(channel, String.valueOf(ProcessHandle.current().pid()));
            taken = true;
            return channel;
        } finally {
            if (!taken) {
                giveBack(key, channel);
            }
        }
    }

    @Override
    public void close() {
        try {
            giveBack(key, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the lock of " + key, e);
        }
    }

    private static void giveBack(Path key, FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
        HELD.remove(key);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void write(FileChannel channel, String pid) throws IOException {
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(pid + "\n"), 0);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_PID);
        channel.read(bytes, 0);
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString().trim();
    }

    private static EmbeddedStartException refused(Path file, String pid) {
        return new EmbeddedStartException(
                "The data folder " + file.getParent() + " is in use by process " + pid + ".",
                "Stop that one first (kill " + pid + "), or choose another folder with DATA_DIR.");
    }
}
