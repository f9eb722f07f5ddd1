package io.signalroom.live;

import io.signalroom.bus.Addresses;
import io.signalroom.net.Window;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What one client of the bridge listens to, and what it may still do. Knows no socket; times are milliseconds of one clock
 * that only goes forward.
 */
final class BridgeLine {
    /** All that is open, by whole names. As none can be taken twice, a client has two at most. */
    static final Set<String> OPEN = Set.of(Addresses.LIVE_SIGNALS, Addresses.LIVE_STATUS);

    private static final int LONGEST_ADDRESS = 64;
    /** A page registers twice and pings every 30 s, Vert.x' own client every 5 s. */
    private static final int FRAMES = 50;

    private static final long FRAMES_MILLIS = 10_000;
    private static final long REGISTER_WITHIN_MILLIS = 10_000;
    /** Browsers let the timers of hidden pages wait for a minute. */
    private static final long SILENT_MILLIS = 90_000;

    private final Set<String> addresses = new HashSet<>();
    private final Window frames;
    private final long begun;
    private boolean registered;
    private long heardAt;

    /** One that begins now. */
    BridgeLine(long now) {
        this.begun = now;
        this.heardAt = now;
        this.frames = new Window(FRAMES, FRAMES_MILLIS, now);
    }

    /** Counts a frame; false for one that is too many. */
    boolean takesFrame(long now) {
        heardAt = now;
        return frames.takes(now);
    }

    /** Whether an address can be asked for at all, whoever asks. */
    Optional<BridgeFault> check(String address) {
        if (address.length() > LONGEST_ADDRESS) {
            return Optional.of(BridgeFault.MAX_ADDRESS_LENGTH_REACHED);
        }
        return addresses.contains(address) ? Optional.of(BridgeFault.ADDRESS_ALREADY_REGISTERED) : Optional.empty();
    }

    /** Listens to an address from now on. The client may read, which is all that it had to show. */
    Optional<BridgeFault> register(String address) {
        registered = true;
        if (!OPEN.contains(address)) {
            return Optional.of(BridgeFault.ACCESS_DENIED);
        }
        addresses.add(address);
        return Optional.empty();
    }

    /** Listens to it no more, if it did. */
    Optional<BridgeFault> unregister(String address) {
        addresses.remove(address);
        return OPEN.contains(address) ? Optional.empty() : Optional.of(BridgeFault.ACCESS_DENIED);
    }

    boolean hears(String address) {
        return addresses.contains(address);
    }

    /** Whether it had its time and showed no token that is good. */
    boolean isNobody(long now) {
        return !registered && now - begun >= REGISTER_WITHIN_MILLIS;
    }

    /** Whether nothing came from it for too long, not even a ping. */
    boolean isSilent(long now) {
        return now - heardAt >= SILENT_MILLIS;
    }
}
