package io.signalroom.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.ClientAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

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
