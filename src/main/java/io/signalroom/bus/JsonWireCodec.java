package io.signalroom.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** Carries one record class: as JSON between nodes, as the same instance on one node (records are immutable). */
record JsonWireCodec<T>(String name, Function<T, JsonObject> write, Function<JsonObject, T> read)
        implements MessageCodec<T, T> {
    @Override
    public void encodeToWire(Buffer buffer, T message) {
        Buffer json = write.apply(message).toBuffer();
        buffer.appendInt(json.length()).appendBuffer(json);
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        int start = position + Integer.BYTES;
        return read.apply(new JsonObject(buffer.getBuffer(start, start + buffer.getInt(position))));
    }

    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
