package io.signalroom.api;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.signalroom.net.NettyChannel;
import io.signalroom.net.Window;
import io.vertx.core.http.HttpConnection;
import java.util.concurrent.TimeUnit;

/**
 * Cuts a WebSocket off that sends pings without end. Vert.x answers each before anybody is asked, whether the answers are
 * read or not: 3.9 million pings from one socket filled a heap of 512 MB in 22 seconds. So it is Netty that is asked, for
 * every connection, before Vert.x sees the frame.
 */
final class PingGuard extends ChannelInboundHandlerAdapter {
    private static final int MOST = 50;
    private static final long WINDOW_MILLIS = 10_000;

    private final Window pings = new Window(MOST, WINDOW_MILLIS, now());
    private final Counter refused;
    private boolean cutOff;

    private PingGuard(Counter refused) {
        this.refused = refused;
    }

    /**
     * Guards a connection from its beginning.
     *
     * @param refused counts who is cut off
     */
    static void watch(HttpConnection connection, Counter refused) {
        NettyChannel.of(connection).before("pingGuard", new PingGuard(refused));
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof PingWebSocketFrame && !cutOff && !pings.takes(now())) {
            cutOff = true;
            refused.increment();
            context.close();
        }
        if (cutOff) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }
}
