package io.signalroom.live;

import io.netty.util.NetUtil;
import io.signalroom.security.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many sockets one reader, and one address, have open on this node, so that none takes the place of all others. Safe for
 * all threads.
 */
public final class SocketQuota {
    /** A person with a page on every screen. */
    static final int PER_READER = 20;
    /** Readers of an office or a mobile network share an address; one that opens more is no reader. */
    static final int PER_ADDRESS = 200;

    private final ClientAddress addresses;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** @param addresses tells whom a socket is counted for */
    public SocketQuota(ClientAddress addresses) {
        this.addresses = addresses;
    }

    /** Whom a socket is counted for. */
    String address(HttpServerRequest request) {
        return addresses.of(request);
    }

    /** Takes a place for a reader, if one is left. */
    boolean takeReader(String reader) {
        return take("reader " + reader, PER_READER);
    }

    void giveReader(String reader) {
        give("reader " + reader);
    }

    /** The same for an address. One of this machine is a proxy's that is not listed, behind which anybody may be: not counted. */
    boolean takeAddress(String address) {
        return isLoopback(address) || take("address " + address, PER_ADDRESS);
    }

    void giveAddress(String address) {
        if (!isLoopback(address)) {
            give("address " + address);
        }
    }

    private boolean take(String who, int most) {
        boolean[] taken = new boolean[1];
        open.compute(who, (x, count) -> {
            int before = count == null ? 0 : count;
            taken[0] = before < most;
            return taken[0] ? before + 1 : before;
        });
        return taken[0];
    }

    private void give(String who) {
        open.computeIfPresent(who, (x, count) -> count == 1 ? null : count - 1);
    }

    private static boolean isLoopback(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        try {
            return bytes != null && InetAddress.getByAddress(bytes).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
