package io.signalroom.telegram.tdlib;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.config.AppConfig;
import io.signalroom.telegram.SourceException;
import io.signalroom.telegram.SourceState;
import io.signalroom.telegram.Standing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** TDLib with a session, from its opening to its end; what happens to the session ends it. */
final class TdConnection {
    private static final int ROOM = 1_000;
    private static final long OPENING_SECONDS = 60;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final String READY = "connectionStateReady";

    private final Vertx vertx;
    private final Context context;
    private final WorkerExecutor files;
    private final TdSession session;
    private final Clock clock;
    private final TdInbox inbox;
    private final TdClient client;
    private final Promise<Void> ready = Promise.promise();
    private TdReading reading;
    private SourceException fault;
    private String network = READY;
    private boolean closing;

    TdConnection(Vertx vertx, WorkerExecutor files, TdSession session, TdJson td, Clock clock, MeterRegistry meters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.files = files;
        this.session = session;
        this.clock = clock;
        this.inbox = new TdInbox(ROOM, meters, this::arrived);
        this.client = new TdClient(vertx, td, inbox, this::state);
    }

    /** Opens the session; fails with a {@link SourceException}. */
    Future<Void> open(Marks marks, AppConfig.Account account, Function<Long, Future<Long>> lastStored) {
        reading = new TdReading(
                vertx,
                files,
                clock,
                inbox,
                marks,
                new TdReading.ReadAccount(account.channels(), account.historyPosts(), client::ask, lastStored));
        client.ended().onComplete(x -> end(SourceException.fault("TDLib has stopped. It will be opened again.")));
        client.start();
        return ready.future()
                .timeout(OPENING_SECONDS, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof SourceException known
                                ? known
                                : SourceException.fault("TDLib does not open the session. It will be tried again.")));
    }

    /** What comes next; fails with a {@link SourceException} once the session has ended. */
    Future<Taken> next() {
        return fault == null ? reading.next() : Future.failedFuture(fault);
    }

    Standing standing() {
        return switch (network) {
            case READY, "connectionStateUpdating" -> new Standing(SourceState.READING, reading.words());
            default ->
                new Standing(
                        SourceState.RETRYING,
                        "TDLib has no connection to Telegram and goes on trying; see to the network if this lasts.");
        };
    }

    /** Called by TDLib's thread. */
    private void arrived() {
        context.runOnContext(x -> reading.wake());
    }

    private void state(JsonObject state) {
        switch (Td.type(state)) {
            case "authorizationStateWaitTdlibParameters" -> tellParameters();
            case "authorizationStateReady" -> ready.tryComplete();
            case "authorizationStateClosing" -> {}
            case "authorizationStateClosed" -> end(SourceException.fault("TDLib has closed. It will be opened again."));
            default -> {
                if (Td.type(state).startsWith("authorizationState")) {
                    signedOut();
                } else {
                    network = Td.type(state);
                    reading.connected(network.equals(READY));
                }
            }
        }
    }

    private void tellParameters() {
        files.executeBlocking(session::parameters, true)
                .compose(client::ask)
                .onFailure(failure -> end(refused(failure)));
    }

    private static SourceException refused(Throwable failure) {
        if (failure instanceof TdError error && error.code() == 401) {
            return SourceException.blocked("The session in DATA_DIR/tdlib does not fit its key. Run: java -jar"
                    + " target/signalroom.jar telegram sign-out, then " + TdWords.SIGN_IN + ", and restart.");
        }
        return SourceException.after(
                SourceState.BLOCKED,
                LOOK_AGAIN,
                "TDLib cannot open DATA_DIR/tdlib: end any other program that uses it (telegram sign-in too), and see that"
                        + " the folder can be written. It will be tried again.");
    }

    /** Somebody has ended the session from another device, or Telegram has. */
    private void signedOut() {
        files.executeBlocking(
                        () -> {
                            session.drop();
                            return null;
                        },
                        true)
                .onComplete(x -> end(SourceException.after(SourceState.BLOCKED, AT_ONCE, TdWords.SIGNED_OUT)));
    }

    private void end(SourceException why) {
        if (fault == null && !closing) {
            fault = why;
            ready.tryFail(why);
            reading.wake();
        }
    }

    /** Ends it in order. */
    Future<Void> close() {
        closing = true;
        ready.tryFail(SourceException.fault("The source is closed."));
        reading.wake();
        return reading.save()
                .compose(x -> client.close())
                .compose(x -> files.<Void>executeBlocking(
                        () -> {
                            session.lock();
                            return null;
                        },
                        true))
                .otherwiseEmpty();
    }
}
