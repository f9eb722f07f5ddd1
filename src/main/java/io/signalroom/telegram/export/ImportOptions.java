package io.signalroom.telegram.export;

import io.signalroom.ledger.ImportBatch.How;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How to read an export.
 *
 * @param zone of the computer that made the export, for files of before June 2022 that hold local times only; null = such
 *     posts are left out: a time that is read wrongly once stays so
 * @param from leaves out what was posted earlier, null = nothing
 * @param to leaves out what was posted then or later, null = nothing
 * @param dryRun stores nothing and still counts what would be stored
 * @param channel what an HTML export is of: an id or a name, or null
 * @param groups takes the named supergroups of a whole account beside its channels
 */
record ImportOptions(ZoneId zone, Instant from, Instant to, boolean dryRun, String channel, boolean groups) {
    /** As they are kept with an import. */
    static ImportOptions of(How how) {
        String channel = how.channel() == null ? "" : how.channel().strip();
        return new ImportOptions(
                how.zone() == null ? null : ZoneId.of(how.zone()),
                how.from(),
                how.to(),
                how.dryRun(),
                channel.isEmpty() ? null : channel,
                how.groups());
    }

    /** Whether a post of this time is wanted. */
    boolean wants(Instant postedAt) {
        return (from == null || !postedAt.isBefore(from)) && (to == null || postedAt.isBefore(to));
    }
}
