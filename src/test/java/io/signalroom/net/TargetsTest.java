package io.signalroom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.Room;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody may name, and what not, however it is spelt. */
class TargetsTest {
    private static final String PUBLIC = "93.184.215.14";
    private final List<String> asked = new ArrayList<>();

    private Targets targets(boolean privateOnes, String... addresses) {
        List<InetAddress> found =
                Arrays.stream(addresses).map(ConfigSamples::address).toList();
        Names names = name -> {
            asked.add(name);
            return Future.succeededFuture(found);
        };
        return new Targets(names, privateOnes);
    }

    private static Target check(Targets targets, String address) {
        return Room.await(targets.check(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com",
                "https://hooks.example.com/in?key=a%20b",
                "https://hooks.example.com:443/",
                "https://hooks.example.com:8443/",
                "https://hooks.example.com:80/",
                "https://xn--bcher-kva.example/",
                "https://3com.example/",
                "https://Hooks.Example.COM/"
            })
    void a_public_name_is_taken(String address) {
        assertThat(check(targets(false, PUBLIC), address).addresses()).containsExactly(ConfigSamples.address(PUBLIC));
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example.com",
                "//hooks.example.com/",
                "http://hooks.example.com/",
                "HTTPS://hooks.example.com/",
                "file:///etc/passwd",
                "ftp://hooks.example.com/",
                "gopher://hooks.example.com/",
                "https:hooks.example.com",
                "https:///path",
                "https://hooks.example.com:22/",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:65536/",
                "https://user@hooks.example.com/",
                "https://user:password@hooks.example.com/",
                "https://@hooks.example.com/",
                "https://hooks.example.com/#x",
                "https://hooks.example.com\\@127.0.0.1/",
                "https://hooks.example.com./",
                "https://hooks_example.com/",
                "https://bücher.example/",
                "https://hooks.example.com/a b",
                "https://localhost/",
                "https://router/",
                "https://a.localhost/",
                "https://printer.local/",
                "https://metadata.google.internal/",
                "https://127.1/",
                "https://127.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://017700000001/",
                "https://0177.0.0.1/",
                "https://127.0.0.01/",
                "https://127.0.0.1./",
                "https://1.2.3.4.5/",
                "https://256.1.1.1/",
                "https://a.1/",
                "https://a.0x1/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::ffff:101:101]/",
                "https://[fe80::1%25eth0]/",
                "https://[::1]/",
                "https://127.0.0.1/",
                "https://10.0.0.1/",
                "https://169.254.169.254/",
                "https://[64:ff9b::1.1.1.1]/",
                "https://①②⑦.0.0.1/"
            })
    void any_other_is_refused_and_no_name_is_asked_for(String address) {
        Targets targets = targets(false, PUBLIC);
        assertThatThrownBy(() -> check(targets, address)).isInstanceOf(TargetRefusedException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_public_address_is_taken_as_it_stands() {
        assertThat(check(targets(false), "https://1.1.1.1/").addresses())
                .containsExactly(ConfigSamples.address("1.1.1.1"));
        assertThat(check(targets(false), "https://[2606:4700::1111]/").addresses())
                .containsExactly(ConfigSamples.address("2606:4700::1111"));
        assertThat(asked).isEmpty();
    }

    @Test
    void of_several_addresses_all_must_be_public() {
        Targets targets = targets(false, PUBLIC, "10.0.0.1");
        assertThatThrownBy(() -> check(targets, "https://hooks.example.com/"))
                .isInstanceOf(TargetRefusedException.class)
                .hasMessageNotContaining("10.0.0.1");
    }

    @Test
    void a_name_of_nothing_is_refused_in_our_own_words() {
        Targets none = targets(false);
        Targets failing =
                new Targets(name -> Future.failedFuture(new UnknownHostException("10.0.0.53 said no")), false);
        for (Targets targets : List.of(none, failing)) {
            assertThatThrownBy(() -> check(targets, "https://hooks.example.com/"))
                    .isInstanceOf(TargetRefusedException.class)
                    .hasMessage("The name of the host cannot be resolved.");
        }
    }

    @Test
    void an_operator_may_allow_his_own_network_but_no_odd_spelling_and_nothing_reserved() {
        Targets own = targets(true, "192.168.1.7");
        assertThat(check(own, "http://receiver:9999/in").addresses()).hasSize(1);
        assertThat(check(own, "http://127.0.0.1:9999/").addresses()).hasSize(1);
        for (String address :
                List.of("http://127.1/", "http://169.254.169.254/", "http://0.0.0.0/", "ftp://receiver/")) {
            assertThatThrownBy(() -> check(own, address)).isInstanceOf(TargetRefusedException.class);
        }
    }
}
