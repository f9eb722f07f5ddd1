package io.signalroom.problem;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;

/** Answers what never reaches a router because it is not a request: too long a line, too many headers, not HTTP. */
public final class InvalidRequests implements Handler<HttpServerRequest> {
    private static final String REQUEST_ID = "X-Request-Id";

    @Override
    public void handle(HttpServerRequest request) {
        Failure failure = failure(request.decoderResult().cause());
        String requestId = UUID.randomUUID().toString();
        request.response()
                .setStatusCode(failure.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(REQUEST_ID, requestId)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(new Problem(failure, null).toJson("", requestId).toBuffer())
                .onComplete(x -> request.connection().close());
    }

    private static Failure failure(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Failure.URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException ? Failure.HEADERS_TOO_LARGE : Failure.INVALID_REQUEST;
    }
}
