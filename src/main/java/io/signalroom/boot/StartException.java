package io.signalroom.boot;

/** The server cannot start; the message says what to do. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the reason for the log. */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
