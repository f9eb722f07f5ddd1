package io.signalroom.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Puts the frames of one client together to messages, strictly (RFC 6455): text only, whole UTF-8, bounded in size and in
 * number, pings too. The library itself turns bytes that are no text into U+FFFD, leaves a socket open whose message is too
 * long, and answers any number of pings.
 */
final class SocketFrames {
    private static final int MESSAGE_BYTES = 64 * 1024;
    /** So many at once, for a client that subscribes to a lot when it comes. */
    private static final int BURST = 200;
    /** And so many by the second, which is fifty in ten seconds. */
    private static final double PER_SECOND = 5;

    private final Out out;
    private Buffer begun;
    private double left = BURST;
    private long filledAt = System.nanoTime();

    /** What becomes of the frames. */
    interface Out {
        void message(String text);

        /** The socket is to be closed with this code; frames that come still are dropped. */
        void refuse(int code, String reason);
    }

    SocketFrames(Out out) {
        this.out = out;
    }

    void take(WebSocketFrame frame) {
        if (frame.isClose()) {
            return;
        }
        if (!within()) {
            out.refuse(4429, "too many frames");
        } else if (frame.isBinary()) {
            out.refuse(1003, "text only");
        } else if (frame.isText() || frame.isContinuation()) {
            append(frame);
        }
    }

    private boolean within() {
        long now = System.nanoTime();
        left = Math.min(BURST, left + (now - filledAt) / 1e9 * PER_SECOND) - 1;
        filledAt = now;
        return left >= 0;
    }

    private void append(WebSocketFrame frame) {
        Buffer part = frame.binaryData();
        Buffer whole = begun == null ? part : begun.appendBuffer(part);
        begun = null;
        if (whole.length() > MESSAGE_BYTES) {
            out.refuse(1009, "at most 64 KiB a message");
        } else if (frame.isFinal()) {
            decode(whole);
        } else {
            begun = whole.copy();
        }
    }

    private void decode(Buffer bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            out.refuse(1007, "no UTF-8");
            return;
        }
        out.message(text);
    }
}
