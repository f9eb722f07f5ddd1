package io.signalroom.telegram.tdlib;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of TDLib and the one thread that listens to it. The thread ends after {@link #close}, when TDLib says that it has
 * closed, or ten seconds later, and before that only when the library breaks; no other client may be opened before its end.
 */
final class TdClient {
    private static final Logger log = LoggerFactory.getLogger(TdClient.class);
    private static final double WAIT_SECONDS = 0.5;
    private static final long ANSWER_SECONDS = 20;
    private static final long CLOSE_SECONDS = 10;
    private static final String CLOSES = "TDLib closes";
    private static final String CLOSED = "authorizationStateClosed";

    private final Context context;
    private final TdJson td;
    private final Intake intake;
    private final Consumer<JsonObject> states;
    private final Map<Long, Promise<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private final Promise<Void> ended = Promise.promise();
    private final int id;
    private volatile long mustEnd;
    private volatile boolean closing;

    /** Where updates go. Called by TDLib's thread. */
    interface Intake {
        /** Takes nothing in. */
        Intake NONE = new Intake() {
            @Override
            public boolean mayTake(boolean answerAwaited) {
                return true;
            }

            @Override
            public void put(JsonObject update) {
                // nobody reads it
            }
        };

        /**
         * Waits a moment for room.
         *
         * @param answerAwaited whether an answer is waited for, which comes behind the updates
         * @return whether TDLib may be asked for the next
         */
        boolean mayTake(boolean answerAwaited) throws InterruptedException;

        /** Keeps an update if it may be of use. */
        void put(JsonObject update);
    }

    /**
     * A client.
     *
     * @param states is told each state of authorization and of the connection, on the caller's context
     */
    TdClient(Vertx vertx, TdJson td, Intake intake, Consumer<JsonObject> states) {
        this.context = vertx.getOrCreateContext();
        this.td = td;
        this.intake = intake;
        this.states = states;
        this.id = td.createClient();
    }

    /** Begins to listen. */
    void start() {
        Thread thread = new Thread(this::listen, "tdlib-" + id);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, error) -> log.error("TDLib's thread has died", error));
        thread.start();
        td.send(id, Td.of("getOption").put("name", "version").encode());
    }

    /** Asks; fails with a {@link TdError}, when no answer comes within 20 seconds, or at once when TDLib closes. */
    Future<JsonObject> ask(JsonObject request) {
        if (closing || ended.future().isComplete()) {
            return Future.failedFuture(CLOSES);
        }
        long number = asked.incrementAndGet();
        Promise<JsonObject> answer = Promise.promise();
        waiting.put(number, answer);
        td.send(id, request.copy().put("@extra", number).encode());
        return answer.future().timeout(ANSWER_SECONDS, TimeUnit.SECONDS).eventually(() -> {
            waiting.remove(number);
            return Future.succeededFuture();
        });
    }

    /** Closes the session in order, so that it can be opened again; ends when the thread has. */
    Future<Void> close() {
        if (!closing) {
            mustEnd = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
            closing = true;
            td.send(id, Td.of("close").encode());
            context.runOnContext(x -> refuse());
        }
        return ended.future();
    }

    /** When the thread ends, whatever ended it; on the caller's context. */
    Future<Void> ended() {
        return ended.future();
    }

    /** Nobody waits for an answer any more. */
    private void refuse() {
        waiting.values().forEach(promise -> promise.tryFail(CLOSES));
    }

    private void listen() {
        boolean closed = false;
        try {
            while (!closed && !(closing && System.nanoTime() - mustEnd > 0)) {
                if (closing || intake.mayTake(!waiting.isEmpty())) {
                    String item = td.receive(WAIT_SECONDS);
                    closed = item != null && tell(item);
                }
            }
        } catch (InterruptedException e) {
            log.warn("TDLib's thread was interrupted");
        } finally {
            context.runOnContext(x -> {
                ended.complete();
                refuse();
            });
        }
    }

    /** Passes on what came. @return whether it was the last */
    private boolean tell(String item) {
        JsonObject object;
        try {
            object = new JsonObject(item);
        } catch (DecodeException | ClassCastException e) {
            log.warn("TDLib said what cannot be read");
            return false;
        }
        if (!(object.getValue("@client_id") instanceof Integer client) || client != id) {
            return false;
        }
        if (object.getValue("@extra") instanceof Number number) {
            answer(number.longValue(), object);
            return false;
        }
        JsonObject state = state(object);
        if (state == null) {
            intake.put(object);
            return false;
        }
        context.runOnContext(x -> states.accept(state));
        return Td.is(state, CLOSED);
    }

    private static JsonObject state(JsonObject update) {
        String field = switch (Td.type(update)) {
            case "updateAuthorizationState" -> "authorization_state";
            case "updateConnectionState" -> "state";
            default -> "";
        };
        return update.getValue(field) instanceof JsonObject state ? state : null;
    }

    private void answer(long number, JsonObject object) {
        Promise<JsonObject> promise = waiting.get(number);
        if (promise == null) {
            return;
        }
        context.runOnContext(x -> {
            if (Td.is(object, "error")) {
                promise.tryFail(TdError.of(object));
            } else {
                promise.tryComplete(object);
            }
        });
    }
}
