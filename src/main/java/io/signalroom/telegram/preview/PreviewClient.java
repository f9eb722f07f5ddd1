package io.signalroom.telegram.preview;

import io.signalroom.net.BoundedHttp;
import io.signalroom.net.Endpoint;
import io.signalroom.net.NetFaults;
import io.signalroom.telegram.SourceException;
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
        path = endpoint.path();
    }

    /**
     * The newest page of a channel.
     *
     * @param username letters, digits and underscores, without {@code @}
     * @return fails with a {@link SourceException} if there is no whole answer
     */
    Future<PreviewAnswer> newest(String username, Duration deadline) {
        return page(username, "/s/" + username, deadline);
    }

    /** The page that ends before a post. */
    Future<PreviewAnswer> before(String username, long messageId, Duration deadline) {
        return page(username, "/s/" + username + "?before=" + messageId, deadline);
    }

    /** What a post's own page says of it; fails with a {@link SourceException} if t.me asks for fewer calls. */
    Future<PostCheck> post(String username, long messageId, Duration deadline) {
        return get("/" + username + "/" + messageId + "?embed=1&mode=tme", deadline)
                .compose(answer -> {
                    if (answer.status() == 429) {
                        throw slower(answer).asFault();
                    }
                    String html = answer.body().toString(StandardCharsets.UTF_8);
                    return answer.status() != 200 || !answer.whole()
                            ? Future.succeededFuture(PostCheck.UNCLEAR)
                            : worker.executeBlocking(() -> PostCheck.read(html), false);
                });
    }

    /** Ends a running call and the connection. */
    Future<Void> close() {
        return http.close().transform(x -> worker.close());
    }

    private Future<PreviewAnswer> page(String username, String uri, Duration deadline) {
        return get(uri, deadline).compose(answer -> page(username, answer));
    }

    private Future<BoundedHttp.Answer> get(String uri, Duration deadline) {
        RequestOptions options = new RequestOptions()
                .setURI(path + uri)
                .putHeader("accept", "text/html")
                .putHeader("accept-language", "en") // the page's words are read
                .putHeader("user-agent", agent);
        return http.exchange(options, Buffer.buffer(), deadline)
                .recover(failure -> Future.failedFuture(SourceException.fault(
                        "t.me cannot be read: " + NetFaults.words(failure) + ". Try again later.")));
    }

    private Future<PreviewAnswer> page(String username, BoundedHttp.Answer answer) {
        PreviewAnswer told = switch (answer.status()) {
            case 200 ->
                answer.whole() ? null : PreviewAnswer.fault("The page of @" + username + " is longer than 2 MiB.");
            case 301, 302, 303, 307, 308, 404 -> PreviewAnswer.none(username);
            case 429 -> slower(answer);
            default -> PreviewAnswer.fault("t.me answers with an error (" + answer.status() + "). Try again later.");
        };
        if (told != null) {
            return Future.succeededFuture(told);
        }
        String html = answer.body().toString(StandardCharsets.UTF_8);
        return worker.executeBlocking(() -> PageReader.read(html), false).map(page -> PreviewAnswer.of(username, page));
    }

    private static PreviewAnswer slower(BoundedHttp.Answer answer) {
        return PreviewAnswer.slower(NetFaults.seconds(answer.headers().get("retry-after")));
    }
}
