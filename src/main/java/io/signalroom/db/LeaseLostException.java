package io.signalroom.db;

/** The lease is another's now: nothing may be written under the old number. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String name, long fence) {
        super("lease " + name + " number " + fence + " is no longer ours", null, false, false);
    }
}
