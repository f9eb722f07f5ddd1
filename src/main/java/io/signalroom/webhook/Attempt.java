package io.signalroom.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one try.
 *
 * @param status what the receiver answered; empty if it did not
 * @param fault why it failed; empty if it did not
 * @param hold how long the receiver wants to be left alone
 * @param end why nothing is to be sent there any more, if that is so
 * @param tookMillis from its beginning to its end
 */
record Attempt(Optional<Integer> status, Optional<String> fault, Duration hold, Optional<String> end, long tookMillis) {
    private static final int GONE = 410;
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    /** Any 2xx will do. */
    static Attempt answered(int status, long retryAfterSeconds, long tookMillis) {
        if (status >= OK && status < REDIRECT) {
            return new Attempt(Optional.of(status), Optional.empty(), Duration.ZERO, Optional.empty(), tookMillis);
        }
        return new Attempt(
                Optional.of(status),
                Optional.of("The receiver answered " + status + "."),
                Retries.hold(retryAfterSeconds),
                status == GONE ? Optional.of("The receiver answered 410: it is gone for good.") : Optional.empty(),
                tookMillis);
    }

    static Attempt failed(String fault, long tookMillis) {
        return new Attempt(Optional.empty(), Optional.of(fault), Duration.ZERO, Optional.empty(), tookMillis);
    }

    /** Nobody can sign for it, until the key is back or it has a new secret. */
    static Attempt unsigned() {
        return failed("Its secret cannot be read since SECRET_KEY was changed: make a new one.", 0);
    }

    boolean succeeded() {
        return fault.isEmpty();
    }
}
