package io.signalroom.embedded;

/** A server could not be had. The message is for the person at the terminal: what failed, and what to do about it. */
public final class EmbeddedStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedStartException(String what, String cure) {
        super(what + "\n" + cure);
    }

    EmbeddedStartException(String what, String cure, Throwable cause) {
        super(what + "\n" + cure, cause);
    }
}
