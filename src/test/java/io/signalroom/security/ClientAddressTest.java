package io.signalroom.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private final ClientAddress direct = new ClientAddress(List.of());
    private final ClientAddress behind = new ClientAddress(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8:ff::/48"));

    @Test
    void nobody_is_believed_who_is_no_proxy_of_ours() {
        assertThat(direct.of("10.0.0.1", List.of("203.0.113.5"))).isEqualTo("10.0.0.1");
        assertThat(behind.of("198.51.100.1", List.of("203.0.113.5"))).isEqualTo("198.51.100.1");
        assertThat(behind.of("192.0.2.8", List.of("203.0.113.5"))).isEqualTo("192.0.2.8");
    }

    @Test
    void the_address_that_the_first_of_our_proxies_saw_counts() {
        assertThat(behind.of("10.0.0.1", List.of("203.0.113.5"))).isEqualTo("203.0.113.5");
        assertThat(behind.of("192.0.2.7", List.of("203.0.113.5, 10.1.1.1"))).isEqualTo("203.0.113.5");
        assertThat(behind.of("10.0.0.1", List.of("203.0.113.5", "10.1.1.1"))).isEqualTo("203.0.113.5");
        assertThat(behind.of("2001:db8:ff::1", List.of("203.0.113.5"))).isEqualTo("203.0.113.5");
        assertThat(behind.of("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
    }

    @Test
    void what_a_client_wrote_before_the_proxy_did_counts_for_nothing() {
        assertThat(behind.of("10.0.0.1", List.of("1.1.1.1, 203.0.113.5"))).isEqualTo("203.0.113.5");
        assertThat(behind.of("10.0.0.1", List.of("1.1.1.1, 2.2.2.2, 203.0.113.5")))
                .isEqualTo("203.0.113.5");
        assertThat(behind.of("10.0.0.1", List.of("1.1.1.1", "nonsense, 203.0.113.5")))
                .isEqualTo("203.0.113.5");
        assertThat(behind.of("10.0.0.1", List.of("203.0.113.5, nonsense"))).isEqualTo("10.0.0.1");
        assertThat(behind.of("10.0.0.1", List.of(","))).isEqualTo("10.0.0.1");
    }

    @Test
    void an_ipv4_address_in_the_clothes_of_an_ipv6_one_is_what_it_is() {
        assertThat(behind.of("::ffff:10.0.0.1", List.of("::ffff:203.0.113.5"))).isEqualTo("203.0.113.5");
        assertThat(direct.of("::ffff:203.0.113.6", List.of())).isEqualTo("203.0.113.6");
    }

    @Test
    void the_addresses_of_one_network_are_one_client() {
        String one = direct.of("2001:db8:1:2::1", List.of());
        assertThat(direct.of("2001:db8:1:2:ffff:1:2:3", List.of())).isEqualTo(one);
        assertThat(direct.of("2001:db8:1:3::1", List.of())).isNotEqualTo(one);
        assertThat(direct.of("fe80::1%eth0", List.of())).isEqualTo(direct.of("fe80::2", List.of()));
        assertThat(direct.of("a.socket", List.of())).isEqualTo("a.socket");
    }
}
