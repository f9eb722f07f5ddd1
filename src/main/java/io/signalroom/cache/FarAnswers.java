package io.signalroom.cache;

import io.signalroom.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * The answers that all nodes share, in Redis. Nothing here is needed: whatever Redis does, the caller learns in a tenth of
 * a second that there is no answer, and computes it.
 */
final class FarAnswers {
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN_MILLIS = 25;
    private static final int LOOKS = 20;
    /** Ends a turn that is ours; it may have ended by itself, and be another node's by now. */
    private static final String END_TURN =
            "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0";

    private final Vertx vertx;
    private final RedisLink link;
    private final CacheMeters meters;
    private final String owner = UUID.randomUUID().toString();
    /** Turns that this node has, or may have since Redis took too long to say so; each ends with an answer or a failure. */
    private final Set<String> turns = new HashSet<>();

    FarAnswers(Vertx vertx, RedisLink link, CacheMeters meters) {
        this.vertx = vertx;
        this.link = link;
        this.meters = meters;
    }

    /**
     * Finds an answer, or the turn to compute it. If another node computes it already, waits for it up to half a second; no
     * longer than that node has the turn, for what it brought may lack what this one has heard of.
     *
     * @param key of the question
     * @param good which answers will do
     * @return fails if the caller should compute the answer
     */
    Future<Kept> find(String key, Predicate<Kept> good) {
        return get(key).compose(found ->
                found.filter(good).map(Future::succeededFuture).orElseGet(() -> wait(key, good, LOOKS)));
    }

    /** Keeps an answer until it may no longer be served, and ends the turn. */
    void put(String key, Kept kept, Instant now) {
        long millis = Duration.between(now, kept.end().plus(Freshness.GRACE)).toMillis();
        Request set = Request.cmd(Command.SET)
                .arg(key)
                .arg(KeptForm.write(key, kept))
                .arg("PX")
                .arg(Math.max(1, millis));
        link.send(set).onFailure(failure -> meters.redisFailed("set", failure));
        endTurn(key);
    }

    /** Lets another node try at once, unless it does already because this one took too long. */
    void endTurn(String key) {
        if (turns.remove(key)) {
            link.send(Request.cmd(Command.EVAL)
                            .arg(END_TURN)
                            .arg(1)
                            .arg(turn(key))
                            .arg(owner))
                    .onFailure(failure -> meters.redisFailed("turn", failure));
        }
    }

    /** Fails if Redis does not answer, or with something else. */
    private Future<Optional<Kept>> get(String key) {
        return link.send(Request.cmd(Command.GET).arg(key))
                .map(response ->
                        Optional.ofNullable(response).map(Response::toBuffer).map(form -> KeptForm.read(key, form)))
                .onFailure(failure -> meters.redisFailed("get", failure));
    }

    private Future<Kept> wait(String key, Predicate<Kept> good, int looks) {
        return takeTurn(key).compose(mine -> {
            if (mine || looks == 0) {
                return Future.failedFuture(mine ? "our turn" : "the other node is slow");
            }
            return vertx.timer(LOOK_AGAIN_MILLIS)
                    .compose(x -> get(key))
                    .compose(found -> found.filter(good)
                            .map(Future::succeededFuture)
                            .orElseGet(() -> wait(key, good, looks - 1)));
        });
    }

    /** Redis gives the turn to one node; it ends by itself if that node dies (SET NX PX). */
    private Future<Boolean> takeTurn(String key) {
        Request request = Request.cmd(Command.SET)
                .arg(turn(key))
                .arg(owner)
                .arg("NX")
                .arg("PX")
                .arg(TURN.toMillis());
        return link.send(request)
                .map((Response granted) -> granted != null)
                .andThen(mine -> {
                    if (mine.succeeded() ? mine.result() : mine.cause() instanceof TimeoutException) {
                        turns.add(key);
                    }
                })
                .onFailure(failure -> meters.redisFailed("turn", failure));
    }

    private static String turn(String key) {
        return key + ":turn";
    }
}
