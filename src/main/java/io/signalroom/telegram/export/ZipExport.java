package io.signalroom.telegram.export;

import io.signalroom.problem.DomainException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An export that was packed: its {@code result.json}, or else its pages. Names in it are only compared, never used as paths; its
 * other files are passed over. Before its directory is read into memory it is seen that the directory is not too long, and what
 * grows beyond a two-hundredfold is refused.
 */
final class ZipExport implements Closeable {
    private static final int END_BYTES = 22;
    private static final int END_MARK = 0x06054b50;
    private static final int LONGEST_TAIL = END_BYTES + 0xFFFF;
    private static final int LONGEST_DIRECTORY = 16 << 20;
    private static final int DIRECTORY_SIZE = 12;
    private static final int MOST_PAGES = 20_000;
    private static final long GROWTH = 200;
    private static final long ALWAYS = 16 << 20;

    /** What is said of one that shows in the midst of reading that it is damaged. */
    static final String DAMAGED =
            "The archive is damaged. What could be read of it was, and may be wrong: take this import"
                    + " back, then pack the archive again, or give the files in it.";

    private final ZipFile zip;
    private final List<ExportEntry> entries = new ArrayList<>();
    private boolean html;
    private String missing;

    private ZipExport(ZipFile zip) {
        this.zip = zip;
    }

    /** Opens it; fails if there is no export in it, or more than one. */
    static ZipExport open(Path path) throws IOException {
        checkDirectory(path);
        try {
            ZipExport export = new ZipExport(new ZipFile(path.toFile()));
            try {
                export.find();
                return export;
            } catch (RuntimeException e) {
                export.close();
                throw e;
            }
        } catch (ZipException e) {
            throw damaged();
        }
    }

    static DomainException damaged() {
        return ExportFile.refuse("It is a damaged zip archive. Pack it again, or give the files in it.");
    }

    /** Every place at which the end of the directory may be said to stand. */
    private static void checkDirectory(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int length = (int) Math.min(LONGEST_TAIL, file.length());
            byte[] tail = new byte[length];
            file.seek(file.length() - length);
            file.readFully(tail);
            ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at + END_BYTES <= length; at++) {
                long directory =
                        bytes.getInt(at) == END_MARK ? Integer.toUnsignedLong(bytes.getInt(at + DIRECTORY_SIZE)) : 0;
                if (directory > LONGEST_DIRECTORY) {
                    throw ExportFile.refuse(
                            "The archive has too many files. Unpack it and give the folder, or pack only" + " its "
                                    + FoundExport.JSON + " or its messages*.html.");
                }
            }
        }
    }

    private void find() {
        List<ZipEntry> all = new ArrayList<>();
        zip.stream()
                .filter(e -> !e.isDirectory() && (name(e).equals(FoundExport.JSON) || PageName.number(name(e)) > 0))
                .limit(MOST_PAGES + 1L)
                .forEach(all::add);
        List<ZipEntry> json =
                all.stream().filter(e -> name(e).equals(FoundExport.JSON)).toList();
        html = json.isEmpty();
        List<ZipEntry> wanted = html ? all : json;
        Set<String> folders = new HashSet<>();
        wanted.forEach(e -> folders.add(folder(e)));
        if (wanted.isEmpty()) {
            throw ExportFile.refuse("It is a zip archive without a " + FoundExport.JSON + " or messages.html.");
        }
        if (folders.size() > 1 || wanted.size() > MOST_PAGES) {
            throw ExportFile.refuse("There is more than one export in the archive. Give one at a time.");
        }
        wanted.stream()
                .sorted(Comparator.comparingInt(e -> PageName.number(name(e))))
                .forEach(e -> entries.add(entry(e)));
        missing = html
                ? PageName.missing(wanted.stream()
                        .map(e -> PageName.number(name(e)))
                        .sorted()
                        .distinct()
                        .toList())
                : null;
    }

    private ExportEntry entry(ZipEntry entry) {
        long packed = Math.max(0, entry.getCompressedSize());
        return new ExportEntry(
                Math.max(0, entry.getSize()),
                ALWAYS + GROWTH * packed,
                () -> new WholeBytes(zip.getInputStream(entry), entry.getCrc()));
    }

    private static String name(ZipEntry entry) {
        return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    }

    private static String folder(ZipEntry entry) {
        return entry.getName().substring(0, entry.getName().lastIndexOf('/') + 1);
    }

    /** The file, or the pages in their order. */
    List<ExportEntry> entries() {
        return entries;
    }

    boolean html() {
        return html;
    }

    /** What a person should know of pages that are not there; null if all are. */
    String missing() {
        return missing;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
