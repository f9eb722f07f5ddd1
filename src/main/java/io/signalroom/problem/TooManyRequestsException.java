package io.signalroom.problem;

/** A client asked too often. */
public final class TooManyRequestsException extends DomainException {
    private static final long serialVersionUID = 1L;
    private final long retrySeconds;

    /**
     * A refusal.
     *
     * @param perMinute how often it may
     * @param what it may, such as "requests"
     * @param retrySeconds after which it may again, at least 1
     */
    public TooManyRequestsException(int perMinute, String what, long retrySeconds) {
        super(
                Failure.TOO_MANY_REQUESTS,
                "At most " + perMinute + " " + what + " a minute. Try again in " + retrySeconds + " s.");
        this.retrySeconds = retrySeconds;
    }

    /** Seconds to wait, at least 1. */
    public long retrySeconds() {
        return retrySeconds;
    }
}
