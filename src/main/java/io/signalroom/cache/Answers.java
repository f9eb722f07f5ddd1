package io.signalroom.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.bus.message.ReadyAnswer.Standing;
import io.signalroom.bus.message.RollupsAdvanced;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Answers by the rule of {@link Freshness}: from this node's memory, from Redis, or from the analytics. A key holds the
 * version of the stored form, the life of the database, and the question; not how far the rollups have counted, so that
 * the answer before the newest one can be found. Belongs to one verticle.
 */
final class Answers {
    private static final long NEAR_BYTES = 32L * 1024 * 1024;
    private static final int ENTRY_BYTES = 200;
    /** Less than HTTP waits for the cache, so that an old answer is given before nobody wants it any more. */
    private static final long WAIT_MILLIS = 2_000;

    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration SHORT_LEASE = Duration.ofMillis(50);

    private final Function<CachedQuery, Future<CachedAnswer>> analytics;
    private final Optional<FarAnswers> far;
    private final CacheMeters meters;
    private final Clock clock;
    private final Generation generation = new Generation();
    private final Flights<Found> flights;
    private final Cache<String, Kept> near;

    /**
     * A cache in front of {@code analytics}.
     *
     * @param far empty = no Redis
     */
    Answers(
            Vertx vertx,
            Function<CachedQuery, Future<CachedAnswer>> analytics,
            Optional<FarAnswers> far,
            CacheMeters meters,
            Clock clock) {
        this.analytics = analytics;
        this.far = far;
        this.meters = meters;
        this.clock = clock;
        this.flights = new Flights<>(vertx, meters);
        this.near = Caffeine.newBuilder()
                .maximumWeight(NEAR_BYTES)
                .weigher((String key, Kept kept) ->
                        2 * key.length() + kept.bytes().weight() + ENTRY_BYTES)
                .evictionListener((key, kept, cause) -> meters.evicted.increment())
                .executor(Runnable::run)
                .build();
    }

    /** What a flight brought, and whether it was found in Redis. */
    private record Found(Kept kept, boolean inRedis) {}

    /**
     * Takes a hint of the analytics.
     *
     * @return whether answers given so far may lack an event
     */
    boolean hear(RollupsAdvanced hint) {
        Generation.Move move = generation.hear(hint, clock.instant());
        if (move == Generation.Move.OTHER_DATABASE) {
            near.invalidateAll();
        }
        return move != Generation.Move.NOTHING_NEW;
    }

    /** Answers; fails with {@link Failure#UNAVAILABLE} after two seconds, and as the analytics fail. */
    Future<ReadyAnswer> get(CachedQuery query) {
        String key = key(query);
        Kept known = near.getIfPresent(key);
        Freshness freshness = known == null ? Freshness.GONE : judged(known);
        switch (freshness) {
            case FRESH -> {
                meters.near.increment();
                return Future.succeededFuture(ready(known, Standing.HIT));
            }
            case DUE -> {
                renew(key, query);
                meters.near.increment();
                return Future.succeededFuture(ready(known, Standing.HIT));
            }
            case BRIEFLY_STALE -> {
                renew(key, query);
                return Future.succeededFuture(stale(known));
            }
            default -> {
                return renewed(key, query).recover(failure -> lastResort(known, failure));
            }
        }
    }

    private Freshness judged(Kept kept) {
        return Freshness.of(kept, generation, clock.instant());
    }

    /** In the background: whoever asks next sees what came of it. */
    private void renew(String key, CachedQuery query) {
        flights.join(key, () -> find(key, query)).onFailure(failure -> meters.renewalFailed.increment());
    }

    private Future<ReadyAnswer> renewed(String key, CachedQuery query) {
        boolean joins = flights.has(key);
        return flights.join(key, () -> find(key, query))
                .timeout(WAIT_MILLIS, TimeUnit.MILLISECONDS)
                .map(found -> {
                    (joins ? meters.joined : found.inRedis() ? meters.far : meters.miss).increment();
                    return ready(found.kept(), found.inRedis() ? Standing.HIT : Standing.MISS);
                });
    }

    private Future<ReadyAnswer> lastResort(Kept known, Throwable failure) {
        if (known != null && judged(known) != Freshness.GONE && Flights.cannotBeHad(failure)) {
            return Future.succeededFuture(stale(known));
        }
        return Future.failedFuture(
                failure instanceof TimeoutException
                        ? new DomainException(Failure.UNAVAILABLE, "The analytics are slow. Try again in a moment.")
                        : failure);
    }

    private Future<Found> find(String key, CachedQuery query) {
        Kept known = near.getIfPresent(key);
        return far.filter(x -> generation.known())
                .map(shared -> shared.find(key, kept -> better(kept, known)).map(kept -> {
                    near.put(key, kept);
                    return new Found(kept, true);
                }))
                .orElseGet(() -> Future.failedFuture("not shared"))
                .recover(none -> compute(key, query));
    }

    /** Fresh; or due for renewal already, if we have nothing. */
    private boolean better(Kept kept, Kept known) {
        Freshness freshness = judged(kept);
        return freshness == Freshness.FRESH || freshness == Freshness.DUE && known == null;
    }

    private Future<Found> compute(String key, CachedQuery query) {
        long revision = generation.revision();
        Optional<FarAnswers> shared = far.filter(x -> generation.known());
        return analytics
                .apply(query)
                .map(answer -> {
                    meters.computed.increment();
                    Kept kept = Kept.of(answer, revision);
                    near.put(key, kept);
                    shared.ifPresent(redis -> redis.put(key, kept, clock.instant()));
                    return new Found(kept, false);
                })
                .onFailure(failure -> shared.ifPresent(redis -> redis.endTurn(key)));
    }

    private ReadyAnswer stale(Kept kept) {
        meters.stale.increment();
        return ready(kept, Standing.STALE);
    }

    private ReadyAnswer ready(Kept kept, Standing standing) {
        return new ReadyAnswer(kept.bytes(), kept.computedAt(), lease(kept, standing), standing, kept.queries());
    }

    /** Until when it may be sent again without asking: as long as that changes neither what is sent nor what is renewed. */
    private Instant lease(Kept kept, Standing standing) {
        Instant now = clock.instant();
        return switch (Freshness.of(kept, generation, now)) {
            case FRESH -> earlier(now.plus(LEASE), Freshness.renewal(kept));
            case DUE -> earlier(now.plus(SHORT_LEASE), kept.end());
            case BRIEFLY_STALE, LAST_RESORT ->
                standing == Standing.STALE
                        ? earlier(now.plus(SHORT_LEASE), kept.end().plus(Freshness.GRACE))
                        : kept.computedAt();
            case GONE -> kept.computedAt();
        };
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** Sorted JSON, so that equal questions have equal keys and no other ones do. */
    private String key(CachedQuery query) {
        String parameters = new JsonObject(new TreeMap<>(query.parameters().getMap())).encode();
        return "signalroom:" + KeptForm.VERSION + ":" + generation.epoch() + ":" + query.operation() + ":" + parameters;
    }
}
