package io.signalroom.telegram.tdlib;

import io.signalroom.telegram.Gap;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One channel that is to be read, and how far that is. */
final class ReadChannel {
    /** What comes next for it. */
    enum Stage {
        /** It has a name and must be found. */
        NAMED,
        /** Its past is asked for, page by page. */
        WALKING,
        /** Its past is handed over, part by part. */
        HANDING_OVER,
        /** Nothing is missing; what comes is pushed. */
        LIVE
    }

    final String name;
    Stage stage = Stage.NAMED;
    long chatId;
    long id;
    /** Only while it is walking: it has all that was read. */
    HistoryWalk walk;
    /** Whether the walk that is to be handed over did not reach what is known. */
    boolean hole;
    /** Whether something may have been missed since the past was asked for: for want of a connection, or of an edit that was told. */
    boolean cut;

    Deque<List<JsonObject>> parts = new ArrayDeque<>();
    /** What was missed for good, the last time that anything was; or null. */
    Gap gap;
    /** Words for people, or empty. */
    String trouble = "";

    Instant notBefore = Instant.MIN;

    ReadChannel(String name) {
        this.name = name;
    }

    /** From here on it is read from its newest post backwards; {@code most} 0 = not at all. */
    void walk(long knownUpTo, int most) {
        walk = most == 0 ? null : new HistoryWalk(chatId, knownUpTo, most);
        stage = most == 0 ? Stage.LIVE : Stage.WALKING;
    }

    /** Whether posts of it are held here: those of a walk that has begun, or those that wait to be stored. */
    boolean holdsPosts() {
        return stage == Stage.HANDING_OVER || stage == Stage.WALKING && walk.begun();
    }

    /** Whether nothing of it is missing. */
    boolean whole() {
        return stage == Stage.LIVE && !cut;
    }

    /** The walk is over; its posts wait to be stored. */
    void handOver() {
        hole = walk.leavesHole();
        parts = new ArrayDeque<>(walk.parts());
        walk = null;
        stage = parts.isEmpty() ? Stage.LIVE : Stage.HANDING_OVER;
    }

    /** The first part is stored, and with it the hole before it, which no other part has. */
    void handedOver() {
        hole = false;
        parts.poll();
        stage = parts.isEmpty() ? Stage.LIVE : Stage.HANDING_OVER;
    }

    void trouble(String words, Instant until) {
        trouble = words;
        notBefore = until;
    }
}
