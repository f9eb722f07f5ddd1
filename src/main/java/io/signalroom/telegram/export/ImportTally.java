package io.signalroom.telegram.export;

import io.signalroom.ledger.PostReport;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Adds up the parts of one import. */
final class ImportTally {
    private static final int MAX_PROBLEMS = 20;
    private final Set<Long> channels = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private PostReport stored = PostReport.NONE;
    private long posts;
    private long skipped;
    private long failed;
    private long localTimes;
    private long unlisted;
    private boolean complete = true;

    void add(ExportPart part, PostReport report) {
        channels.addAll(part.channels.keySet());
        stored = stored.plus(report);
        posts += part.posts.size();
        skipped += part.skipped;
        failed += part.failed + part.posts.size() - report.created() - report.changed() - report.same();
        localTimes += part.localTimes;
        complete &= !part.brokenOff;
        part.problems.forEach(this::problem);
    }

    long posts() {
        return posts;
    }

    ImportReport report(ZoneId zone) {
        List<String> lines = new ArrayList<>(problems);
        if (unlisted > 0) {
            lines.add("and " + unlisted + " more");
        }
        if (localTimes > 0) {
            lines.add(localTimes + " posts have a local time only; it was read as " + zone
                    + ". If the export was made elsewhere, name its zone and import again.");
        }
        return new ImportReport(
                stored.created(), stored.same(), stored.changed(), skipped, failed, channels.size(), complete, lines);
    }

    private void problem(String line) {
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
