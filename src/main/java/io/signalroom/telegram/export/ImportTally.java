package io.signalroom.telegram.export;

import io.signalroom.ledger.ImportStore.Brought;
import io.signalroom.ledger.PostReport;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.telegram.export.ImportReport.OfChannel;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Adds up the parts of one import. */
final class ImportTally {
    private static final int MAX_PROBLEMS = 20;
    private static final int MAX_LINE = 500;
    private static final int MAX_LEFT_OUT = 8;
    private final Map<Long, Counts> channels = new LinkedHashMap<>();
    private final Map<LeftOut, Long> leftOut = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long posts;
    private long skipped;
    private long failed;
    private long localTimes;
    private long unlisted;
    private boolean complete = true;

    private static final class Counts {
        private final ChannelInfo channel;
        private long posts;
        private PostReport stored = PostReport.NONE;

        Counts(ChannelInfo channel) {
            this.channel = channel;
        }
    }

    /** Before a channel's posts of a part are stored, so that its row is known to belong to this import. */
    void touch(ChannelInfo channel) {
        channels.computeIfAbsent(channel.id(), id -> new Counts(channel));
    }

    /** Posts of one channel were stored. */
    void add(ChannelInfo channel, int read, PostReport report) {
        Counts counts = channels.get(channel.id());
        counts.posts += read;
        counts.stored = counts.stored.plus(report);
        posts += read;
        failed += read - report.created() - report.changed() - report.same();
    }

    /** All posts of a part were stored. */
    void add(ExportPart part) {
        skipped += part.skipped;
        failed += part.failed;
        localTimes += part.localTimes;
        complete &= !part.brokenOff;
        part.leftOut.forEach(this::leftOut);
        part.problems.forEach(this::problem);
    }

    long posts() {
        return posts;
    }

    /** Every channel that was touched. */
    Set<Long> channels() {
        return new TreeSet<>(channels.keySet());
    }

    /**
     * The whole.
     *
     * @param brought what the import has stored, before it was interrupted too: known posts of a second run among them
     */
    ImportReport report(ZoneId zone, List<Brought> brought) {
        brought.forEach(b -> {
            Counts counts = channels.get(b.channelId());
            if (counts != null) {
                int known = counts.stored.created() + counts.stored.changed() + counts.stored.same();
                int created = (int) b.created();
                int changed = (int) b.changed();
                counts.stored = new PostReport(created, changed, known - created - changed, 0);
            }
        });
        PostReport stored = channels.values().stream().map(c -> c.stored).reduce(PostReport.NONE, PostReport::plus);
        return new ImportReport(
                stored.created(),
                stored.same(),
                stored.changed(),
                skipped,
                failed,
                channels.size(),
                complete,
                lines(zone),
                channels.values().stream().map(ImportTally::ofChannel).toList());
    }

    private static OfChannel ofChannel(Counts counts) {
        return new OfChannel(
                counts.channel.id(),
                counts.channel.title(),
                counts.posts,
                counts.stored.created(),
                counts.stored.same(),
                counts.stored.changed());
    }

    private List<String> lines(ZoneId zone) {
        List<String> lines = new ArrayList<>();
        leftOut.forEach((kind, chats) -> lines.add(kind.line(chats)));
        lines.addAll(problems);
        if (unlisted > 0) {
            lines.add("and " + unlisted + " more");
        }
        if (localTimes > 0) {
            lines.add(localTimes + " posts have a local time only; it was read as " + zone + ".");
        }
        return lines;
    }

    private void leftOut(LeftOut kind, long chats) {
        if (leftOut.containsKey(kind) || leftOut.size() < MAX_LEFT_OUT) {
            leftOut.merge(kind, chats, Long::sum);
        } else {
            unlisted += chats;
        }
    }

    private void problem(String text) {
        String line = text.substring(0, Math.min(text.length(), MAX_LINE));
        if (problems.contains(line)) {
            return;
        }
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(line);
        } else {
            unlisted++;
        }
    }
}
