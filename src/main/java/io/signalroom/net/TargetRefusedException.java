package io.signalroom.net;

/** An address that may not be called. Its message says why, to whoever named the address, and tells nothing of our network. */
public final class TargetRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TargetRefusedException(String why) {
        super(why, null, false, false);
    }
}
