package io.signalroom.telegram.export;

/** How far a reader is, in bytes of the file that was given: what is packed in it counts by its share. */
final class ExportProgress {
    private final long given;
    private final long packed;
    private long taken;

    /**
     * None yet.
     *
     * @param given bytes of the file
     * @param packed bytes of what is in it; the same if nothing is packed
     */
    ExportProgress(long given, long packed) {
        this.given = given;
        this.packed = packed;
    }

    void took(long bytes) {
        taken += bytes;
    }

    long size() {
        return given;
    }

    long read() {
        return given == packed ? taken : Math.min(given, (long) ((double) taken / Math.max(1, packed) * given));
    }
}
