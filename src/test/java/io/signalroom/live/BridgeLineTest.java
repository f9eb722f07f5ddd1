package io.signalroom.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import org.junit.jupiter.api.Test;

/** What one client of the bridge may do. */
class BridgeLineTest {
    private static final String ADDRESS = Addresses.LIVE_SIGNALS;
    private final BridgeLine line = new BridgeLine(1_000);

    @Test
    void it_hears_what_it_registered_for_until_it_unregisters() {
        assertThat(line.hears(ADDRESS)).isFalse();
        assertThat(line.check(ADDRESS)).isEmpty();
        assertThat(line.register(ADDRESS)).isEmpty();
        assertThat(line.hears(ADDRESS)).isTrue();
        assertThat(line.hears(Addresses.LIVE_STATUS)).isFalse();
        assertThat(line.unregister(ADDRESS)).isEmpty();
        assertThat(line.hears(ADDRESS)).isFalse();
    }

    @Test
    void an_address_is_taken_once_and_is_one_of_ours() {
        line.register(ADDRESS);
        assertThat(line.check(ADDRESS)).contains(BridgeFault.ADDRESS_ALREADY_REGISTERED);
        assertThat(line.check("a".repeat(64))).isEmpty();
        assertThat(line.check("a".repeat(65))).contains(BridgeFault.MAX_ADDRESS_LENGTH_REACHED);
        assertThat(line.register("posts.stored.v1")).contains(BridgeFault.ACCESS_DENIED);
        assertThat(line.hears("posts.stored.v1")).isFalse();
        assertThat(line.unregister("posts.stored.v1")).contains(BridgeFault.ACCESS_DENIED);
    }

    @Test
    void fifty_frames_in_ten_seconds_are_all() {
        for (int i = 0; i < 50; i++) {
            assertThat(line.takesFrame(1_000 + i)).isTrue();
        }
        assertThat(line.takesFrame(10_999)).isFalse();
        assertThat(line.takesFrame(11_001)).isTrue();
    }

    @Test
    void who_shows_no_token_in_ten_seconds_is_nobody() {
        assertThat(line.isNobody(10_999)).isFalse();
        assertThat(line.isNobody(11_000)).isTrue();
        line.register("not.ours"); // its token was good
        assertThat(line.isNobody(99_000)).isFalse();
    }

    @Test
    void any_frame_says_that_somebody_is_there() {
        assertThat(line.isSilent(90_999)).isFalse();
        assertThat(line.isSilent(91_000)).isTrue();
        line.takesFrame(91_000);
        assertThat(line.isSilent(180_999)).isFalse();
    }
}
