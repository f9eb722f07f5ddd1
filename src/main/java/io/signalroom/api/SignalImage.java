package io.signalroom.api;

import io.signalroom.api.card.Card;
import io.signalroom.bus.message.ReadyBytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** The picture of a signal. Its tag tells what is on it, so that who has it already is answered without a drawing. */
final class SignalImage implements Reply {
    /** Changes when pictures of the same look otherwise. */
    private static final String STYLE = "1 ";

    private static final String FOR_MINUTES = "max-age=300";

    private final Card card;
    private final Pictures pictures;

    SignalImage(Card card, Pictures pictures) {
        this.card = card;
        this.pictures = pictures;
    }

    @Override
    public void send(RoutingContext rc) {
        String tag = ReadyBytes.tag(Buffer.buffer(STYLE + card));
        if (Answer.known(rc.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            head(rc.response(), tag).setStatusCode(304).end();
            return;
        }
        pictures.of(card).onSuccess(png -> send(rc.response(), tag, png)).onFailure(rc::fail);
    }

    private static HttpServerResponse head(HttpServerResponse response, String tag) {
        return response.putHeader(HttpHeaders.ETAG, tag).putHeader(HttpHeaders.CACHE_CONTROL, FOR_MINUTES);
    }

    private static void send(HttpServerResponse response, String tag, Buffer png) {
        if (!response.ended() && !response.closed()) {
            head(response, tag)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "image/png")
                    .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY) // PNG is compressed already
                    .end(png);
        }
    }
}
