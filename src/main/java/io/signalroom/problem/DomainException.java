package io.signalroom.problem;

/** A failure that the caller can understand. Its message is shown to him, so it says what to do and holds no secret. */
public class DomainException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Failure failure;

    /** A failure without a stack trace: it is an answer, not a bug. */
    public DomainException(Failure failure, String detail) {
        super(detail, null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
