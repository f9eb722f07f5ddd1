package io.signalroom.problem;

import java.util.List;

/** A request with faults that can be pointed at: all that were found, not only the first. */
public final class FaultyRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Failure failure;
    private final transient List<Fault> faults;

    /**
     * A refusal without a stack trace.
     *
     * @param failure {@link Failure#INVALID_REQUEST} or {@link Failure#UNPROCESSABLE}
     * @param faults at least one
     */
    public FaultyRequestException(Failure failure, List<Fault> faults) {
        super(faults.get(0).detail(), null, false, false);
        this.failure = failure;
        this.faults = List.copyOf(faults);
    }

    /** One fault against the contract. */
    public FaultyRequestException(String pointer, String detail) {
        this(Failure.INVALID_REQUEST, List.of(new Fault(pointer, detail)));
    }

    public Failure failure() {
        return failure;
    }

    public List<Fault> faults() {
        return faults;
    }
}
