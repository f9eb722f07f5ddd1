package io.signalroom.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.problem.Failure;
import io.signalroom.security.ClientAddress;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketQuotaTest {
    private final SocketQuota quota = new SocketQuota(new ClientAddress(List.of()));

    @Test
    void an_address_has_two_hundred_places_and_gets_back_what_it_gives() {
        for (int i = 0; i < SocketQuota.PER_ADDRESS; i++) {
            assertThat(quota.takeAddress("203.0.113.7")).isTrue();
        }
        assertThat(quota.takeAddress("203.0.113.7")).isFalse();
        assertThat(quota.takeAddress("203.0.113.8")).isTrue();
        quota.giveAddress("203.0.113.7");
        assertThat(quota.takeAddress("203.0.113.7")).isTrue();
        assertThat(quota.takeAddress("203.0.113.7")).isFalse();
    }

    @Test
    void behind_a_proxy_on_this_machine_anybody_may_be() {
        for (int i = 0; i < SocketQuota.PER_ADDRESS * 2; i++) {
            assertThat(quota.takeAddress("127.0.0.1")).isTrue();
            assertThat(quota.takeAddress("::1")).isTrue();
        }
    }

    /** As the address of a request is read. */
    private String address(String peer) throws UnknownHostException {
        SocketAddress remote = SocketAddress.inetSocketAddress(new InetSocketAddress(InetAddress.getByName(peer), 1));
        return quota.address((HttpServerRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) ->
                        method.getName().equals("remoteAddress") ? remote : MultiMap.caseInsensitiveMultiMap()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "::ffff:127.0.0.1"})
    void a_request_of_this_machine_is_known_by_its_address(String peer) throws UnknownHostException {
        for (int i = 0; i < SocketQuota.PER_ADDRESS * 2; i++) {
            assertThat(quota.takeAddress(address(peer))).isTrue();
        }
        assertThat(address("2001:db8::1")).isEqualTo(address("2001:db8::2"));
    }

    @Test
    void who_has_gone_takes_no_place_any_more() {
        Seat seat = new Seat(quota);
        assertThat(seat.take("token", "key:1")).isTrue();
        seat.give();
        assertThat(seat.take("token", "key:1")).isFalse();
        for (int i = 0; i < SocketQuota.PER_READER; i++) {
            assertThat(quota.takeReader("key:1")).isTrue();
        }
    }

    @Test
    void a_server_that_stops_lets_nobody_in() {
        LiveMeters meters = new LiveMeters(new SimpleMeterRegistry());
        LiveDoor door = new LiveDoor(List.of(), Gatekeeper.OPEN, quota, meters);
        assertThat(door.enter("203.0.113.7")).isTrue();
        assertThat(door.refusal().failure()).isEqualTo(Failure.TOO_MANY_REQUESTS);
        door.close();
        assertThat(door.enter("203.0.113.7")).isFalse();
        assertThat(door.refusal().failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(meters.sockets()).isEqualTo(1);
    }

    @Test
    void a_reader_has_twenty_places() {
        for (int i = 0; i < SocketQuota.PER_READER; i++) {
            assertThat(quota.takeReader("key:1")).isTrue();
        }
        assertThat(quota.takeReader("key:1")).isFalse();
        assertThat(quota.takeReader("key:2")).isTrue();
        quota.giveReader("key:1");
        assertThat(quota.takeReader("key:1")).isTrue();
    }
}
