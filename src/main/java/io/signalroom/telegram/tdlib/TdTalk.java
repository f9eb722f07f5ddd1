package io.signalroom.telegram.tdlib;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A talk with TDLib by a thread that may wait: the command line's. */
final class TdTalk implements AutoCloseable {
    private static final long STATE_SECONDS = 60;
    private static final long ANSWER_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<JsonObject> states = new LinkedBlockingQueue<>();
    private final TdSession session;
    private final TdClient client;

    TdTalk(TdJson td, TdSession session) {
        this.session = session;
        client = new TdClient(vertx, td, TdClient.Intake.NONE, states::add);
        client.start();
    }

    /** The next state of authorization; empty if TDLib says nothing for a minute. */
    String state() {
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STATE_SECONDS);
            while (true) {
                JsonObject state = states.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (state == null) {
                    return "";
                }
                if (Td.type(state).startsWith("authorizationState")) {
                    return Td.type(state).substring("authorizationState".length());
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Asks and waits; throws a {@link TdError}. */
    JsonObject ask(JsonObject request) {
        return await(client.ask(request));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TdError error ? error : new IllegalStateException("TDLib does not answer");
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("TDLib does not answer", e);
        }
    }

    @Override
    public void close() throws IOException {
        await(client.close());
        await(vertx.close());
        session.lock();
    }
}
