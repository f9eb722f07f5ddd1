package io.signalroom.api;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.signalroom.net.NettyChannel;
import io.vertx.core.http.HttpConnection;

/**
 * Cuts a WebSocket off that sends pings without end. Vert.x answers each before anybody is asked, whether the answers are
 * read or not: 3.9 million pings from one socket filled a heap of 512 MB in 22 seconds. So it is Netty that is asked, for
 * every connection, before Vert.x sees the frame.
 */
final class PingGuard extends ChannelInboundHandlerAdapter {
    private static final int MOST = 50;
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private long windowStart = System.nanoTime();
    private int pings;
    private boolean cutOff;

    private PingGuard() {}

    static void watch(HttpConnection connection) {
        NettyChannel.of(connection).before("pingGuard", new PingGuard());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof PingWebSocketFrame && !cutOff && tooMany()) {
            cutOff = true;
            context.close();
        }
        if (cutOff) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean tooMany() {
        long now = System.nanoTime();
        if (now - windowStart > WINDOW_NANOS) {
            windowStart = now;
            pings = 0;
        }
        return ++pings > MOST;
    }
}
