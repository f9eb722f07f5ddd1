package io.signalroom.telegram.export;

import java.time.Instant;
import java.time.ZoneId;

/**
 * How to read an export.
 *
 * @param zone of the computer that made the export, for files of before June 2022 that hold local times only; null = this
 *     computer's
 * @param from leaves out what was posted earlier, null = nothing
 * @param to leaves out what was posted then or later, null = nothing
 * @param dryRun stores nothing and still counts what would be stored
 */
public record ImportOptions(ZoneId zone, Instant from, Instant to, boolean dryRun) {
    /** Everything, stored. */
    public static final ImportOptions ALL = new ImportOptions(null, null, null, false);

    /** Whether a post of this time is wanted. */
    boolean wants(Instant postedAt) {
        return (from == null || !postedAt.isBefore(from)) && (to == null || postedAt.isBefore(to));
    }

    ZoneId zoneOrOurs() {
        return zone == null ? ZoneId.systemDefault() : zone;
    }
}
