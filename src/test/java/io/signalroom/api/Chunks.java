package io.signalroom.api;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body in one piece whose length is not told beforehand. */
final class Chunks implements ReadStream<Buffer> {
    private final Buffer body;
    private Handler<Buffer> handler;
    private Handler<Void> end;
    private boolean sent;

    Chunks(Buffer body) {
        this.body = body;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(1);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        if (!sent && handler != null) {
            sent = true;
            handler.handle(body);
            if (end != null) {
                end.handle(null);
            }
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> endHandler) {
        this.end = endHandler;
        return this;
    }
}
