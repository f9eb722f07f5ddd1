package io.signalroom.api;

import io.signalroom.ledger.Position;
import io.signalroom.live.LiveChannels;
import io.signalroom.live.feed.FeedFilter;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;

/** The live channels beside the bridge of pages: a WebSocket and server-sent events. */
final class LiveApi {
    private static final String KEY = "Sec-WebSocket-Key";
    private static final String VERSION = "Sec-WebSocket-Version";

    private final LiveChannels channels;

    LiveApi(LiveChannels channels) {
        this.channels = channels;
    }

    /** The answer is the handshake. */
    Future<Reply> openLiveSocket(Call call) {
        return Future.succeededFuture(this::handshake);
    }

    private void handshake(RoutingContext rc) {
        if (!shakesHands(rc.request())) {
            throw new DomainException(Failure.UPGRADE_REQUIRED, "This is a WebSocket: wss, or ws on this machine.");
        }
        if (!rc.request().headers().contains(KEY) || !rc.request().headers().contains(VERSION)) {
            throw new DomainException(Failure.INVALID_REQUEST, "A handshake has " + KEY + " and " + VERSION + ".");
        }
        if (hasBody(rc.request())) {
            throw new DomainException(Failure.INVALID_REQUEST, "A handshake has no body.");
        }
        if (!channels.door().takesOrigin(rc.request())) {
            throw new DomainException(Failure.FORBIDDEN, "Pages of this origin may not connect; see CORS_ORIGINS.");
        }
        enter(rc);
        Limits.letGo(rc);
        channels.openSocket(rc.request(), bearer(rc)).onFailure(faulty -> {
            String detail = "This handshake has faults: " + faulty.getMessage();
            rc.fail(new DomainException(Failure.INVALID_REQUEST, detail));
        });
    }

    /** It would be waited for before anything else, however slowly it comes. */
    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
    }

    private static boolean shakesHands(HttpServerRequest request) {
        String connection = request.getHeader(HttpHeaders.CONNECTION);
        return HttpHeaders.WEBSOCKET.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
                && connection != null
                && connection.toLowerCase(Locale.ROOT).contains("upgrade");
    }

    /** The answer does not end. */
    Future<Reply> streamLiveEvents(Call call) {
        FeedFilter filter = new FeedFilter(
                new HashSet<>(call.list("token")),
                new HashSet<>(call.list("channel")),
                new HashSet<>(call.list("kind")),
                call.number("minConfidence").orElse(0));
        Optional<Position> since =
                call.text("Last-Event-ID").or(() -> call.text("since")).map(LiveApi::position);
        return Future.succeededFuture(rc -> {
            if (rc.get(ApiRouter.HEAD, false)) {
                LiveChannels.streamHead(rc.response());
                return;
            }
            enter(rc);
            Limits.letGo(rc);
            channels.openStream(rc, bearer(rc), filter, since);
        });
    }

    private void enter(RoutingContext rc) {
        if (!channels.door().enter(channels.door().address(rc.request()))) {
            throw channels.door().refusal();
        }
    }

    /** The contract has seen to its form. */
    private static Position position(String id) {
        int colon = id.indexOf(':');
        return new Position(id.substring(0, colon), Long.parseLong(id.substring(colon + 1)));
    }

    /** The token was checked before; it is kept to be looked at again. */
    private static String bearer(RoutingContext rc) {
        return rc.get(BearerToken.TOKEN, "");
    }
}
