package io.signalroom.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Whose an address is. What somebody else names must not lead into the network that this machine is in: only {@link #PUBLIC} ones
 * may be called at his word. The lists are IANA's registries of special addresses (RFC 6890), read narrowly: of IPv6 only what is
 * given out to the world, without that which carries an IPv4 address inside (6to4, Teredo), since that may be anything.
 */
public enum AddressKind {
    /** Anybody may have it. */
    PUBLIC,
    /** This machine, or a network of its owner. */
    PRIVATE,
    /** Nobody's to call: link-local (where clouds keep their secrets), multicast, reserved, documentation. */
    NEVER;

    private static final List<Network> OWN = networks(
            "127.0.0.0/8", // loopback
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10", // shared by customers of a carrier
            "::1/128", // loopback
            "fc00::/7"); // unique local

    private static final List<Network> RESERVED = networks(
            "0.0.0.0/8", // this network, unspecified
            "169.254.0.0/16", // link-local
            "192.0.0.0/24", // protocols
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/3", // multicast, reserved, broadcast
            "2001::/23", // protocols: Teredo, benchmarks, ORCHID
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20"); // documentation

    /** The only part of IPv6 that is given out. NAT64, mapped, link-local and multicast addresses lie outside. */
    private static final Network GIVEN_OUT = Network.of("2000::/3");

    private static final int FOUR = 4;

    /** The kind of an address. */
    public static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (OWN.stream().anyMatch(n -> n.holds(bytes))) {
            return PRIVATE;
        }
        boolean reserved = RESERVED.stream().anyMatch(n -> n.holds(bytes));
        return reserved || (bytes.length > FOUR && !GIVEN_OUT.holds(bytes)) ? NEVER : PUBLIC;
    }

    private static List<Network> networks(String... all) {
        return Arrays.stream(all).map(Network::of).toList();
    }

    /** The first bits of all its addresses, and how many count. */
    private record Network(byte[] prefix, int bits) {
        static Network of(String text) {
            String[] parts = text.split("/");
            try {
                return new Network(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e); // these are no names
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
