package io.signalroom.telegram.tdlib;

/** TDLib's JSON interface: the four functions of it that are used. All but {@link #receive} may be called by any thread. */
interface TdJson {
    /** The number of a new client; it begins to live with its first request. */
    int createClient();

    /** Sends a request; its answer comes out of {@link #receive}. */
    void send(int client, String request);

    /**
     * Waits for the next answer or update of any client of this process; to be called by one thread only.
     *
     * @param seconds the longest wait
     * @return null if nothing came
     */
    String receive(double seconds);

    /** Runs one of the few requests that are answered at once. */
    String execute(String request);
}
