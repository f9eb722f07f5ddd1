package io.signalroom.parse;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells a database that is away from one that refuses what it is given. */
final class Refusal {
    /** Classes of SQLSTATE: connection, read-only times, deadlock, resources, shutdown, system. */
    private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "55", "57", "58");

    private Refusal() {}

    /** Whether trying the same again may help: then no post is to blame. */
    static boolean passing(Throwable failure) {
        if (failure instanceof PgException refusal) {
            String state = refusal.getSqlState();
            return state == null || PASSING.contains(state.substring(0, 2));
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof VertxException;
    }
}
