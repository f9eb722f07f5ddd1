package io.signalroom.api;

import io.signalroom.api.export.AtomFeed;
import io.signalroom.bus.message.ReadyBytes;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.net.OwnAddress;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Signals for a feed reader, who is answered without them while there is nothing new. */
final class SignalFeed implements Reply {
    private final List<StoredSignal> signals;

    /** @param signals the newest posts first */
    SignalFeed(List<StoredSignal> signals) {
        this.signals = List.copyOf(signals);
    }

    @Override
    public void send(RoutingContext rc) {
        HttpServerResponse response = rc.response();
        if (response.ended() || response.closed()) {
            return;
        }
        AtomFeed feed = new AtomFeed(OwnAddress.of(rc.request()), rc.request().uri());
        Buffer body = feed.of(signals.stream().map(StoredSignal::toJson).toList());
        String tag = ReadyBytes.tag(body);
        response.putHeader(HttpHeaders.ETAG, tag).putHeader(HttpHeaders.CACHE_CONTROL, Answer.ASK_FIRST);
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (Answer.known(rc.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, AtomFeed.MEDIA_TYPE).end(body);
        }
    }
}
