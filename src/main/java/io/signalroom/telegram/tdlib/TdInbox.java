package io.signalroom.telegram.tdlib;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Updates between TDLib's thread and the source: while it is full, TDLib is asked for nothing, and keeps what comes. Only while an
 * answer is waited for, which comes behind the updates, it takes more than its {@code room}, up to ten times as much.
 */
final class TdInbox implements TdClient.Intake {
    /** All others are of no use here. */
    private static final Set<String> KINDS = Set.of(
            "updateNewMessage",
            "updateMessageContent",
            "updateMessageEdited",
            "updateDeleteMessages",
            "updateNewChat",
            "updateChatTitle",
            "updateSupergroup");

    private static final int STRETCH = 10;
    private static final long LOOK_AGAIN_MS = 200;

    private final LinkedBlockingQueue<JsonObject> updates = new LinkedBlockingQueue<>();
    private final Semaphore drained = new Semaphore(0);
    private final int room;
    private final Runnable arrived;
    private final Counter full;

    /** An inbox; {@code arrived} is called by TDLib's thread after each update. */
    TdInbox(int room, MeterRegistry meters, Runnable arrived) {
        this.room = room;
        this.arrived = arrived;
        this.full = meters.counter("signalroom.tdlib.full");
    }

    @Override
    public boolean mayTake(boolean answerAwaited) throws InterruptedException {
        int size = updates.size();
        if (size < room || (answerAwaited && size < room * STRETCH)) {
            return true;
        }
        full.increment();
        return drained.tryAcquire(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void put(JsonObject update) {
        if (KINDS.contains(Td.type(update)) && ofChannel(update)) {
            updates.add(update);
            arrived.run();
        }
    }

    /** Groups and people are nobody's business here. */
    private static boolean ofChannel(JsonObject update) {
        return !Td.is(update, "updateNewMessage")
                || (update.getValue("message") instanceof JsonObject message && Td.flag(message, "is_channel_post"));
    }

    /** The oldest updates, {@code most} at most, in their order. */
    List<JsonObject> take(int most) {
        List<JsonObject> taken = new ArrayList<>();
        updates.drainTo(taken, most);
        drained.drainPermits();
        drained.release();
        return taken;
    }

    boolean isEmpty() {
        return updates.isEmpty();
    }
}
