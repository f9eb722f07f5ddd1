package io.signalroom.api.site;

/** For those who work on the page: serves it with invented signals, one every few seconds, until it is stopped. */
final class DashboardPreview {

    private static final long POST_EVERY_MILLIS = 4_000;

    private DashboardPreview() {}

    /**
     * Starts the preview and prints its address.
     *
     * @param arguments {@code empty} for a first start
     */
    public static void main(String[] arguments) {
        boolean empty = arguments.length > 0 && arguments[0].equals("empty");
        FakeSignalServer server = empty ? FakeSignalServer.empty() : FakeSignalServer.busy();
        if (!empty) {
            server.postEvery(POST_EVERY_MILLIS);
        }
        System.out.println(server.address());
    }
}
