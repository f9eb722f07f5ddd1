package io.signalroom.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Names as the machine knows them: its hosts file and its resolver, which blocks, so it is asked on threads of their own. */
public final class SystemNames implements Names {
    private static final int AT_ONCE = 8;
    private static final long PATIENCE_SECONDS = 4;

    private final WorkerExecutor worker;

    /** Its threads end with Vert.x. */
    public SystemNames(Vertx vertx) {
        worker = vertx.createSharedWorkerExecutor("signalroom-names", AT_ONCE);
    }

    @Override
    public Future<List<InetAddress>> resolve(String name) {
        return worker.executeBlocking(() -> List.of(InetAddress.getAllByName(name)), false)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
