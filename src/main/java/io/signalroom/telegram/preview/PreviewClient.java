package io.signalroom.telegram.preview;

import io.signalroom.net.BoundedHttp;
import io.signalroom.net.Endpoint;
import io.signalroom.net.NetFaults;
import io.signalroom.telegram.SourceException;
import io.signalroom.telegram.SourceState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Fetches preview pages over one connection, each with a deadline and a limit for the body; says who asks. Nothing that a page
 * names is fetched.
 */
final class PreviewClient {
    private static final int MAX_BODY = 2 << 20;
    private static final int MAX_ERROR_BODY = 64 << 10;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final WorkerExecutor worker;
    private final BoundedHttp http;
    private final String path;
    private final String agent;

    /**
     * A client.
     *
     * @param agent who asks, as {@code User-Agent}
     */
    PreviewClient(Vertx vertx, URI server, String agent) {
        this.worker = vertx.createSharedWorkerExecutor("preview", 1);
        this.agent = agent;
        Endpoint endpoint = Endpoint.of(server);
        http = new BoundedHttp(vertx, endpoint, new BoundedHttp.Limits(1, MAX_BODY, MAX_ERROR_BODY));
        path = endpoint.path() + "/s/";
    }

    /**
     * The newest page of a channel.
     *
     * @param username letters, digits and underscores, without {@code @}
     * @return a page with a channel and perhaps posts; fails with a {@link SourceException}
     */
    Future<PreviewPage> newest(String username, Duration deadline) {
        RequestOptions options = new RequestOptions()
                .setURI(path + username)
                .putHeader("accept", "text/html")
                .putHeader("accept-language", "en") // the page's words are read
                .putHeader("user-agent", agent);
        return http.exchange(options, Buffer.buffer(), deadline)
                .recover(failure -> Future.failedFuture(SourceException.fault(
                        "t.me cannot be read: " + NetFaults.words(failure) + ". Try again later.")))
                .compose(answer -> page(username, answer));
    }

    /** Ends a running call and the connection. */
    Future<Void> close() {
        return http.close().transform(x -> worker.close());
    }

    private Future<PreviewPage> page(String username, BoundedHttp.Answer answer) {
        switch (answer.status()) {
            case 200 -> {}
            case 301, 302, 303, 307, 308, 404 -> throw none(username);
            case 429 -> throw slower(NetFaults.seconds(answer.headers().get("retry-after")));
            default ->
                throw SourceException.fault("t.me answers with an error (" + answer.status() + "). Try again later.");
        }
        if (!answer.whole()) {
            throw SourceException.fault("The page of @" + username + " is longer than 2 MiB.");
        }
        String html = answer.body().toString(StandardCharsets.UTF_8);
        return worker.executeBlocking(() -> PageReader.read(html), false).map(page -> checked(username, page));
    }

    private static PreviewPage checked(String username, PreviewPage page) {
        if (page.channel().isEmpty()) {
            throw none(username);
        }
        if (page.withheld()) {
            throw slower(0);
        }
        if (page.changed()) {
            throw SourceException.fault(
                    "The pages of t.me are not written as this version reads them: of @" + username + " "
                            + page.posts().size() + " posts could be read and " + page.unreadable()
                            + " could not. Look for a newer version.");
        }
        return page;
    }

    private static SourceException none(String username) {
        return SourceException.blocked(
                "t.me shows no posts of @" + username
                        + ": it is private, no channel, or does not exist. A bot that is its administrator can read it all the same.");
    }

    private static SourceException slower(long seconds) {
        return seconds <= 0
                ? SourceException.overloaded("t.me shows no posts now, or asks for fewer calls. Try again later.")
                : SourceException.after(
                        SourceState.RETRYING,
                        Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds())),
                        "t.me asks to wait " + seconds + " seconds before the next call.");
    }
}
