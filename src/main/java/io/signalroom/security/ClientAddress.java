package io.signalroom.security;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Whom a request is counted for: the address that connects or, where that is a proxy of ours, the one it names in {@code
 * X-Forwarded-For}. Whatever a client writes there itself is to the left of what proxies add, so the header is read from
 * the right, as far as it was written by proxies of ours. The addresses of one IPv6 network (/64) are one client, because
 * one subscriber has all of them; this machine's own address is no network's.
 */
public final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<IpSubnetFilterRule> proxies;

    /** @param proxies addresses or networks such as {@code 10.0.0.0/8} */
    public ClientAddress(List<String> proxies) {
        this.proxies = proxies.stream().map(ClientAddress::rule).toList();
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        if (slash < 0) {
            int bits = network.indexOf(':') < 0 ? 32 : 128;
            return new IpSubnetFilterRule(network, bits, IpFilterRuleType.ACCEPT);
        }
        int bits = Integer.parseInt(network.substring(slash + 1));
        return new IpSubnetFilterRule(network.substring(0, slash), bits, IpFilterRuleType.ACCEPT);
    }

    /** The client of a request. */
    public String of(HttpServerRequest request) {
        return of(request.remoteAddress().hostAddress(), request.headers().getAll(FORWARDED_FOR));
    }

    String of(String peer, List<String> forwarded) {
        String client = peer;
        if (!proxies.isEmpty() && !forwarded.isEmpty()) {
            String[] hops = String.join(",", forwarded).split(",");
            for (int i = hops.length - 1; i >= 0 && ours(client); i--) {
                String hop = hops[i].strip();
                if (!NetUtil.isValidIpV4Address(hop) && !NetUtil.isValidIpV6Address(hop)) {
                    break;
                }
                client = hop;
            }
        }
        return network(client);
    }

    private boolean ours(String address) {
        InetAddress known = parsed(address);
        return known != null && proxies.stream().anyMatch(rule -> rule.matches(new InetSocketAddress(known, 0)));
    }

    /** Whom an address stands for: itself, or the network of an IPv6 address. */
    public static String network(String address) {
        InetAddress known = parsed(address);
        if (known == null) {
            return address;
        }
        byte[] bytes = known.getAddress();
        return bytes.length <= IPV6_NETWORK_BYTES || known.isLoopbackAddress()
                ? known.getHostAddress()
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
    }

    /** An IPv4 address that is written as an IPv6 one becomes what it is; null if it is no address. */
    private static InetAddress parsed(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // it has 4 or 16 bytes
        }
    }
}
