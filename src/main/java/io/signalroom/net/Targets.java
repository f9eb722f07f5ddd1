package io.signalroom.net;

import io.vertx.core.Future;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses the server calls because somebody who is not its operator named them. A name is resolved first; every address
 * that it stands for must be public, and the call goes to one of those ({@link Target}). Who wants to call again asks again:
 * a name may stand for something else by then. Spellings that programs read in different ways are refused, whatever they mean.
 */
public final class Targets {
    private static final Set<Integer> PORTS = Set.of(80, 443, 8443);
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern FOUR_BYTES = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern SIXTEEN_BYTES = Pattern.compile("\\[[0-9a-fA-F:]+\\]");
    private static final Pattern NUMBER_LAST = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");
    private static final Pattern OF_NO_NETWORK = Pattern.compile("[^.]+|.*\\.(localhost|local|internal|home\\.arpa)");

    private final Names names;
    private final boolean privateOnes;

    /**
     * The rules.
     *
     * @param names tells what names stand for
     * @param privateOnes whether this machine, networks of its owner, plain HTTP and any port are allowed too
     */
    public Targets(Names names, boolean privateOnes) {
        this.names = names;
        this.privateOnes = privateOnes;
    }

    /** The target that an address names; fails with a {@link TargetRefusedException} and without a connection. */
    public Future<Target> check(String address) {
        try {
            URI uri = spelt(address);
            String host = uri.getHost();
            return addresses(host).map(found -> new Target(uri, allowed(found)));
        } catch (TargetRefusedException e) {
            return Future.failedFuture(e);
        }
    }

    private URI spelt(String address) {
        URI uri;
        try {
            uri = new URI(address).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new TargetRefusedException("This is no web address with a host name.");
        }
        String scheme = String.valueOf(uri.getScheme()); // small letters only: one spelling for all who read it
        if (!scheme.equals("https") && !(privateOnes && scheme.equals("http"))) {
            throw new TargetRefusedException("The address must begin with https://.");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new TargetRefusedException("The address takes a host name, and no user, password or fragment.");
        }
        if (!privateOnes && uri.getPort() >= 0 && !PORTS.contains(uri.getPort())) {
            throw new TargetRefusedException("The port must be 443, 8443 or 80.");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new TargetRefusedException("There is no such port.");
        }
        host(uri.getHost());
        return uri;
    }

    private void host(String host) {
        boolean literal = FOUR_BYTES.matcher(host).matches()
                || SIXTEEN_BYTES.matcher(host).matches();
        if (!literal
                && (host.endsWith(".")
                        || host.startsWith("[")
                        || NUMBER_LAST.matcher(host).matches())) {
            throw new TargetRefusedException("Spell the host as a plain name, or as an address in its usual form.");
        }
        if (!literal
                && !privateOnes
                && OF_NO_NETWORK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            throw new TargetRefusedException("The host must have a public name.");
        }
    }

    private Future<List<InetAddress>> addresses(String host) {
        boolean literal = host.startsWith("[") || FOUR_BYTES.matcher(host).matches();
        Future<List<InetAddress>> found = literal ? literal(host) : names.resolve(host);
        return found.recover(
                failure -> Future.failedFuture(new TargetRefusedException("The name of the host cannot be resolved.")));
    }

    /** Asks nobody: these forms are read as they stand. */
    private static Future<List<InetAddress>> literal(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (host.startsWith("[") && address instanceof Inet4Address) {
                throw new TargetRefusedException("Spell an IPv4 address as one.");
            }
            return Future.succeededFuture(List.of(address));
        } catch (UnknownHostException e) {
            return Future.failedFuture(e);
        }
    }

    private List<InetAddress> allowed(List<InetAddress> found) {
        if (found.isEmpty()) {
            throw new TargetRefusedException("The name of the host cannot be resolved.");
        }
        for (InetAddress address : found) {
            AddressKind kind = AddressKind.of(address);
            if (kind == AddressKind.NEVER || (kind == AddressKind.PRIVATE && !privateOnes)) {
                throw new TargetRefusedException("The host must have public addresses only.");
            }
        }
        return found;
    }
}
