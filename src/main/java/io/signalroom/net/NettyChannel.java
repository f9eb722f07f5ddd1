package io.signalroom.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** The one door to what is below Vert.x, for what its own interface cannot do. */
public final class NettyChannel {
    private final Channel channel;

    private NettyChannel(Channel channel) {
        this.channel = channel;
    }

    /** Under a connection of an HTTP server; stays the same when that becomes a WebSocket. */
    public static NettyChannel of(HttpConnection connection) {
        return new NettyChannel(((ConnectionBase) connection).channel());
    }

    /** Shows a handler each message before Vert.x sees it. */
    public void before(String name, ChannelHandler handler) {
        channel.pipeline().addBefore("handler", name, handler);
    }

    /** Calls back on its event loop when it is closed, at once if it is already. */
    public void whenClosed(Runnable then) {
        channel.closeFuture().addListener(x -> then.run());
    }

    /** Sends a message of Netty's, whatever Vert.x has to send; does nothing once it is closed. */
    public void write(Object message) {
        channel.writeAndFlush(message);
    }

    /** Closes at once, from the front: a close that passes Vert.x' own handler waits until all is written. */
    public void cutOff() {
        if (channel.isOpen()) {
            channel.pipeline().firstContext().close();
        }
    }
}
