package io.signalroom.live;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.signalroom.net.NettyChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether the clients behind WebSockets are still there. Each is asked by pings, which every client answers by itself; one
 * from whom nothing comes between three of them is cut off. A connection whose other end has vanished is found so even
 * where something between the two still takes its bytes. Belongs to one event loop.
 */
final class Pulses {
    private static final int UNANSWERED = 2;

    private final Set<Pulse> all = new LinkedHashSet<>();

    /** From now on until it is closed. */
    void watch(NettyChannel channel) {
        Pulse pulse = new Pulse(channel);
        all.add(pulse);
        channel.before("pulse", pulse);
        channel.whenClosed(() -> all.remove(pulse));
    }

    /** Asks all. */
    void beat() {
        new ArrayList<>(all).forEach(Pulse::beat);
    }

    private static final class Pulse extends ChannelInboundHandlerAdapter {
        private final NettyChannel channel;
        private int asked;

        Pulse(NettyChannel channel) {
            this.channel = channel;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            asked = 0;
            context.fireChannelRead(message);
        }

        private void beat() {
            if (asked == UNANSWERED) {
                channel.cutOff();
            } else {
                asked++;
                channel.write(new PingWebSocketFrame());
            }
        }
    }
}
