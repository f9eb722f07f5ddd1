package io.signalroom.telegram.tdlib;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.config.AppConfig;
import io.signalroom.ledger.DemoData;
import io.signalroom.telegram.Delivery;
import io.signalroom.telegram.SourceException;
import io.signalroom.telegram.SourceState;
import io.signalroom.telegram.Standing;
import io.signalroom.telegram.TelegramSource;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Reads named channels with a person's own account, through TDLib, which pushes posts, edits and deletions. A session is made by
 * {@code telegram sign-in}; without one nothing is opened and nobody is called.
 *
 * <p>TDLib forgets an update once it was taken, so what was taken and not stored when the process died is read again: a channel's
 * mark says up to where it is stored without a hole, and from there its past is read at each start.
 */
public final class TdlibSource implements TelegramSource {
    /** Its name everywhere. */
    public static final String ID = "mtproto";

    private static final long LOOK_AGAIN_SECONDS = 2;

    private final Vertx vertx;
    private final AppConfig.Account account;
    private final Callable<TdJson> library;
    private final Pool pool;
    private final MeterRegistry meters;
    private final Clock clock;
    private final TdSession session;
    private final WorkerExecutor files;
    private TdConnection connection;
    private Taken pending;
    private Future<Delivery> running = Future.succeededFuture();
    private Timer idle;
    private boolean blocked;
    private boolean closing;

    /** A source that loads TDLib when it is asked for the first time. */
    public TdlibSource(Vertx vertx, Pool pool, AppConfig.Account account, MeterRegistry meters, Clock clock) {
        this(vertx, pool, account, meters, clock, () -> NativeTd.load(account.library()));
    }

    TdlibSource(
            Vertx vertx,
            Pool pool,
            AppConfig.Account account,
            MeterRegistry meters,
            Clock clock,
            Callable<TdJson> library) {
        this.vertx = vertx;
        this.pool = pool;
        this.account = account;
        this.meters = meters;
        this.clock = clock;
        this.library = library;
        this.session = new TdSession(account);
        this.files = vertx.createSharedWorkerExecutor("tdlib", 1);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Future<Delivery> next() {
        if (pending != null) {
            return Future.succeededFuture(pending.delivery());
        }
        Future<Delivery> next = (connection == null ? open() : connection.next())
                .map(taken -> {
                    pending = taken;
                    return taken.delivery();
                })
                .recover(failure -> discard().compose(x -> Future.failedFuture(failure)));
        running = next;
        return next;
    }

    private Future<Taken> open() {
        return files.executeBlocking(session::signedIn, true).compose(signedIn -> {
            blocked = !signedIn;
            return signedIn ? load().compose(TdConnection::next) : idle();
        });
    }

    private Future<Taken> idle() {
        if (closing) {
            return Future.succeededFuture(Taken.nothing());
        }
        idle = vertx.timer(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
        return idle.<Void>mapEmpty().otherwiseEmpty().map(x -> Taken.nothing());
    }

    private Future<TdConnection> load() {
        return files.executeBlocking(() -> new Loaded(library.call(), Marks.load(session.folder())), true)
                .compose(loaded -> {
                    if (closing) {
                        return Future.failedFuture(SourceException.fault("The source is closed."));
                    }
                    connection = new TdConnection(vertx, files, session, loaded.td(), clock, meters);
                    return connection
                            .open(loaded.marks(), account, this::lastStored)
                            .map(connection);
                });
    }

    private record Loaded(TdJson td, Marks marks) {}

    private Future<Long> lastStored(long channelId) {
        return new DemoData().lastMessageIds(pool, List.of(channelId)).map(last -> last.getOrDefault(channelId, 0L));
    }

    /** After a failure everything is opened anew. */
    private Future<Void> discard() {
        TdConnection failed = connection;
        connection = null;
        return failed == null ? Future.succeededFuture() : failed.close();
    }

    @Override
    public void committed(Delivery delivery) {
        if (pending != null) {
            pending.committed().run();
            pending = null;
        }
    }

    @Override
    public Standing standing() {
        if (connection != null) {
            return connection.standing();
        }
        return blocked
                ? new Standing(SourceState.BLOCKED, TdWords.SIGNED_OUT)
                : new Standing(SourceState.PAUSED, "Opens the session of your account.");
    }

    @Override
    public Future<Void> close() {
        closing = true;
        if (idle != null) {
            idle.cancel();
        }
        return discard()
                .eventually(() -> running.<Delivery>transform(x -> Future.succeededFuture()))
                .eventually(files::close);
    }
}
