package io.signalroom.api;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.signalroom.net.NettyChannel;
import io.vertx.core.http.HttpConnection;
import java.util.List;

/**
 * Refuses a request that does not say beyond doubt where its body ends, and reads nothing behind it (RFC 9112, 6.1). Netty takes
 * any {@code Transfer-Encoding}: what a proxy before us forwards as a body it may take for the next request, and run.
 */
final class FramingGuard extends ChannelInboundHandlerAdapter {
    private boolean lost;

    private FramingGuard() {}

    static void watch(HttpConnection connection) {
        NettyChannel.of(connection).before("framingGuard", new FramingGuard());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (lost) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request && !plain(request)) {
            lost = true;
            request.setDecoderResult(
                    DecoderResult.failure(new IllegalArgumentException("a Transfer-Encoding but chunked")));
        }
        context.fireChannelRead(message);
    }

    private static boolean plain(HttpRequest request) {
        List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return encodings.isEmpty()
                || encodings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.get(0));
    }
}
