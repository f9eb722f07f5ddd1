package io.signalroom.net;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Tells the addresses of a name. */
public interface Names {
    /** All of them, in the order in which they are to be tried; fails or is empty if there are none. */
    Future<List<InetAddress>> resolve(String name);
}
