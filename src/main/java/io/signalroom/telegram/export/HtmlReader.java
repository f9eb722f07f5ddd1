package io.signalroom.telegram.export;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Forward;
import io.signalroom.signal.Post;
import io.signalroom.telegram.PostText;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipException;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * Reads the pages of an HTML export one after the other, message by message: only what lies between two messages is in memory.
 * Whoever wrote a message is not kept, as with the other sources.
 */
final class HtmlReader implements PostReader {
    private static final int LONGEST_MESSAGE = 4 << 20;
    private static final int MAX_TITLE = 256;
    private static final String HEAD = "page_header";

    private final Iterator<ExportEntry> pages;
    private final ExportProgress progress;
    private final Closeable owner;
    private final ImportOptions options;
    private String missing;
    private ChannelInfo channel;
    private StreamParser page;
    private Bounded text;
    private Forward before;
    private boolean sawMessage;
    private boolean damaged;
    private boolean ended;

    /**
     * A reader.
     *
     * @param pages in their order
     * @param missing what a person should know of pages that are not there, or null
     * @param owner is closed with it
     * @param channel what they are of; without a title it has that of the first page
     */
    HtmlReader(
            List<ExportEntry> pages,
            String missing,
            ExportProgress progress,
            Closeable owner,
            ImportOptions options,
            ChannelInfo channel) {
        this.pages = pages.iterator();
        this.missing = missing;
        this.progress = progress;
        this.owner = owner;
        this.options = options;
        this.channel = channel;
    }

    @Override
    public long size() {
        return progress.size();
    }

    @Override
    public ExportPart next(int limit) throws IOException {
        if (ended) {
            return null;
        }
        ExportPart part = new ExportPart();
        if (missing != null) {
            part.brokenOff = true;
            part.problems.add(missing);
            missing = null;
        }
        for (int n = 0; n < limit && !ended; ) {
            Element found = found(part);
            if (found != null && found.hasClass("message")) {
                sawMessage = true;
                n++;
                take(new HtmlMessage(found), part);
            }
        }
        part.bytesRead = progress.read();
        return part;
    }

    /** The next element that says something; null at the end of a page. */
    private Element found(ExportPart part) throws IOException {
        try {
            if (page == null && !open()) {
                return null;
            }
            Element found = page.selectNext("div.message, div." + HEAD);
            text.anew();
            if (found == null) {
                closePage();
                return null;
            }
            if (found.hasClass(HEAD)) {
                entitle(found);
            }
            found.remove();
            return found;
        } catch (TooLong | ZipException | EOFException e) {
            return breakOff(part, e);
        } catch (UncheckedIOException e) {
            return breakOff(part, e.getCause());
        }
    }

    /** Leaves the rest of a page out; what is no fault of the file is thrown. */
    private Element breakOff(ExportPart part, IOException fault) throws IOException {
        if (fault instanceof TooLong) {
            part.problems.add(
                    "A page holds more between two messages than a message can be. What stood before was read.");
        } else if (fault instanceof ZipException || fault instanceof EOFException) {
            damaged = true;
            part.problems.add(ZipExport.DAMAGED);
        } else {
            throw fault;
        }
        part.brokenOff = true;
        closePage();
        return null;
    }

    private boolean open() throws IOException {
        if (!pages.hasNext()) {
            ended = true;
            if (!sawMessage && damaged) {
                throw ZipExport.damaged();
            }
            if (!sawMessage) {
                throw ExportFile.refuse("It is not the HTML that Telegram Desktop writes: there is no message in it.");
            }
            return false;
        }
        text = new Bounded(new InputStreamReader(pages.next().open(progress), StandardCharsets.UTF_8));
        page = new StreamParser(Parser.htmlParser()).parse(text, "");
        return true;
    }

    private void entitle(Element header) {
        Element name = header.selectFirst("div.text");
        String title = name == null ? "" : name.text().strip();
        if (channel.title().isEmpty() && !title.isEmpty()) {
            String shown = PostText.clean(title.substring(0, Math.min(title.length(), MAX_TITLE)));
            channel = new ChannelInfo(channel.id(), channel.username(), shown, false);
        }
    }

    private ChannelInfo channel() {
        if (channel.title().isEmpty()) {
            channel = new ChannelInfo(channel.id(), channel.username(), "Channel " + channel.id(), false);
        }
        return channel;
    }

    private void take(HtmlMessage message, ExportPart part) {
        if (!message.isPost()) {
            part.skipped += message.isDay() ? 0 : 1;
            return;
        }
        Forward named = before;
        before = null;
        try {
            Post post = message.post(channel().id(), options.zone(), named);
            before = post.forwardedFrom();
            if (!options.wants(post.postedAt())) {
                part.skipped++;
                return;
            }
            part.localTimes += message.localTimeOnly() ? 1 : 0;
            part.channels.putIfAbsent(channel.id(), channel);
            part.posts.add(post);
        } catch (IllegalArgumentException e) {
            part.fail(e.getMessage());
        }
    }

    private void closePage() throws IOException {
        if (page != null) {
            page.close();
            page = null;
        }
        if (text != null) {
            text.close();
            text = null;
        }
    }

    @Override
    public void close() throws IOException {
        closePage();
        owner.close();
    }

    /** More was read than a message has. */
    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Ends when too much was read since the last message. */
    private static final class Bounded extends FilterReader {
        private int read;

        Bounded(Reader in) {
            super(in);
        }

        void anew() {
            read = 0;
        }

        @Override
        public int read(char[] to, int offset, int length) throws IOException {
            int n = super.read(to, offset, length);
            read += Math.max(0, n);
            if (read > LONGEST_MESSAGE) {
                throw new TooLong();
            }
            return n;
        }
    }
}
