package io.signalroom.ops;

import java.util.concurrent.atomic.AtomicReference;

/** Whether this node takes requests. Shared by the verticles of one node; safe for all threads. */
public final class Readiness {
    /** What the node is doing. */
    public enum State {
        STARTING,
        SERVING,
        STOPPING
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

    public State state() {
        return state.get();
    }

    public void become(State next) {
        state.set(next);
    }
}
