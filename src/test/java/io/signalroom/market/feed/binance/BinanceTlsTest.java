package io.signalroom.market.feed.binance;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The scheme of an address decides about encryption, for both APIs. */
class BinanceTlsTest {
    private static final byte TLS_HANDSHAKE = 22;

    @Test
    void https_and_wss_speak_tls_from_the_first_byte() {
        List<Byte> first = new CopyOnWriteArrayList<>();
        try (BinanceRig rig = new BinanceRig()) {
            NetServer server = await(rig.vertx
                    .createNetServer()
                    .connectHandler(socket -> socket.handler(bytes -> {
                        first.add(bytes.getByte(0));
                        socket.close();
                    }))
                    .listen(0, "127.0.0.1"));
            String place = "://127.0.0.1:" + server.actualPort();
            BinanceFeed feed = rig.another(URI.create("https" + place), URI.create("wss" + place));
            rig.on(() -> {
                feed.follow(Set.of(BinanceRig.SOL));
                Instant from = Instant.parse("2026-03-01T09:00:00Z");
                return feed.history(BinanceRig.SOL, from, from.plusSeconds(60))
                        .transform(x -> Future.succeededFuture());
            });
            rig.eventually(() -> first.size() == 2);
            rig.on(feed::close);
        }

        assertThat(first).containsExactly(TLS_HANDSHAKE, TLS_HANDSHAKE);
    }
}
