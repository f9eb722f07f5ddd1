package io.signalroom.telegram.export;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.signal.ChannelInfo;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * What was found in a file, a folder or an archive: a {@code result.json}, or the pages of an HTML export. An archive is read where
 * it lies: nothing of it is ever written anywhere.
 */
final class FoundExport {
    static final String JSON = "result.json";
    private static final int HEAD = 4;

    private final List<ExportEntry> pages;
    private final boolean html;
    private final String missing;
    private final long bytes;
    private final Closeable owner;

    private FoundExport(List<ExportEntry> pages, boolean html, String missing, long bytes, Closeable owner) {
        this.pages = List.copyOf(pages);
        this.html = html;
        this.missing = missing;
        this.bytes = bytes;
        this.owner = owner;
    }

    /**
     * Looks at it.
     *
     * @throws DomainException if it is no export, saying what it is instead
     */
    static FoundExport in(Path given) throws IOException {
        if (Files.isDirectory(given)) {
            return inFolder(given);
        }
        if (!Files.isRegularFile(given) || !Files.isReadable(given)) {
            throw new DomainException(
                    Failure.NOT_FOUND,
                    "There is no readable file " + given + ". Give the " + JSON
                            + " or the messages.html of a Telegram Desktop export, or its folder.");
        }
        if (Files.size(given) == 0) {
            throw new DomainException(Failure.UNPROCESSABLE, "The file is empty.");
        }
        byte[] head = head(given);
        if (starts(head, 'P', 'K')) {
            ZipExport zip = ZipExport.open(given);
            return new FoundExport(zip.entries(), zip.html(), zip.missing(), Files.size(given), zip);
        }
        return new FoundExport(List.of(entry(given)), starts(head, '<'), null, Files.size(given), () -> {});
    }

    private static FoundExport inFolder(Path folder) throws IOException {
        Path json = folder.resolve(JSON);
        if (Files.isRegularFile(json)) {
            return in(json);
        }
        List<Integer> numbers = pages(folder);
        if (numbers.isEmpty()) {
            return in(json); // which says what is missing
        }
        List<ExportEntry> pages = new ArrayList<>();
        long bytes = 0;
        for (int number : numbers) {
            Path page = folder.resolve(PageName.of(number));
            pages.add(entry(page));
            bytes += Files.size(page);
        }
        return new FoundExport(pages, true, PageName.missing(numbers), bytes, () -> {});
    }

    private static List<Integer> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> PageName.number(file.getFileName().toString()))
                    .filter(number -> number > 0)
                    .sorted()
                    .toList();
        }
    }

    private static ExportEntry entry(Path file) throws IOException {
        return new ExportEntry(Files.size(file), Long.MAX_VALUE, () -> Files.newInputStream(file));
    }

    /** True if it does not say which channel it is of. */
    boolean html() {
        return html;
    }

    /** Fails if nobody says which channel it is of, and it does not itself. */
    void checkNamed(String channel) {
        if (html && channel == null) {
            throw ExportFile.refuse("It is an HTML export, which does not say which channel it is of."
                    + " Name the channel (--channel, or the parameter channel), or export again in the format JSON.");
        }
    }

    /**
     * Its reader, which closes what was opened; if there can be none, that is closed here.
     *
     * @param channel what an HTML export is of; null for the others
     */
    PostReader reader(ImportOptions options, ChannelInfo channel) throws IOException {
        try {
            return open(options, channel);
        } catch (ZipException e) {
            close();
            throw ZipExport.damaged();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private PostReader open(ImportOptions options, ChannelInfo channel) throws IOException {
        ExportProgress progress = new ExportProgress(
                bytes, pages.stream().mapToLong(ExportEntry::size).sum());
        if (html) {
            return new HtmlReader(pages, missing, progress, owner, options, channel);
        }
        InputStream in = pages.get(0).open(progress);
        return ExportReader.open(new ExportFile(new BufferedInputStream(in, 1 << 16), progress, owner), options);
    }

    void close() throws IOException {
        owner.close();
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    static boolean starts(byte[] head, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
