package io.signalroom.net;

/** So many of something within so long a time, which begins anew when it is over. For one thread. */
public final class Window {
    private final int most;
    private final long millis;
    private long begun;
    private int count;

    /**
     * A window.
     *
     * @param most that it takes, at least 1
     * @param millis that it lasts, of any clock that only goes forward
     * @param now when it begins
     */
    public Window(int most, long millis, long now) {
        this.most = most;
        this.millis = millis;
        this.begun = now;
    }

    /** Counts one more; false if that is one too many. */
    public boolean takes(long now) {
        if (now - begun > millis) {
            begun = now;
            count = 0;
        }
        return ++count <= most;
    }
}
