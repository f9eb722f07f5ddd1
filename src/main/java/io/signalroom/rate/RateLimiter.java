package io.signalroom.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Gives every client a bucket of tokens that refills evenly over a minute. A burst may take the whole bucket at once.
 * Safe for all threads; one a policy and node. {@link RateVerticle} tells the nodes of a cluster what clients took from the
 * others, so that nobody waits for Redis to be let in.
 *
 * <p>The number of buckets is bounded: whoever comes from more addresses than that makes the least used forget what
 * they took.
 */
public final class RateLimiter {
    private static final int MOST_CLIENTS = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String name;
    private final int perMinute;
    private final LongSupplier nanos;
    private final Cache<String, Client> clients;
    /** Who took something since it was last told; never more than there are buckets. */
    private final Set<String> untold = ConcurrentHashMap.newKeySet();

    private final Counter refused;

    /**
     * A limiter.
     *
     * @param name of the policy, a plain word
     * @param perMinute tokens of a full bucket, and how many a minute brings back; at least 1
     * @param meters counts the refusals
     */
    public RateLimiter(String name, int perMinute, MeterRegistry meters) {
        this(name, perMinute, meters, System::nanoTime);
    }

    RateLimiter(String name, int perMinute, MeterRegistry meters, LongSupplier nanos) {
        this.name = name;
        this.perMinute = perMinute;
        this.nanos = nanos;
        // a bucket nobody has touched for a minute is full again: forgetting it changes nothing
        this.clients = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(MINUTE.multipliedBy(2))
                .build();
        this.refused = meters.counter("signalroom.rate.refused", "policy", name);
    }

    private record Client(Bucket bucket, AtomicLong spent) {}

    /**
     * What came of one wish.
     *
     * @param granted whether it may go on
     * @param remaining tokens left
     * @param resetSeconds until the bucket is full again, rounded up
     * @param retrySeconds until one token is there again, rounded up; 0 if granted
     */
    public record Grant(boolean granted, long remaining, long resetSeconds, long retrySeconds) {}

    /**
     * What a client took here and the other nodes do not know of yet.
     *
     * @param client its name
     * @param tokens 1 or more
     */
    record Spent(String client, long tokens) {}

    /** Takes a token for a client, if one is left. */
    public Grant take(String client) {
        Client found = clients.get(client, x -> new Client(bucket(), new AtomicLong()));
        ConsumptionProbe probe = found.bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            found.spent.incrementAndGet();
            if (untold.size() < MOST_CLIENTS) {
                untold.add(client);
            }
        } else {
            refused.increment();
        }
        return new Grant(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                probe.isConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill()));
    }

    /** Takes what up to {@code most} clients spent off the list of what is to be told. */
    List<Spent> toTell(int most) {
        List<Spent> all = new ArrayList<>();
        for (String name : untold) {
            if (all.size() == most) {
                break;
            }
            untold.remove(name);
            Client client = clients.getIfPresent(name);
            long tokens = client == null ? 0 : client.spent.getAndSet(0);
            if (tokens > 0) {
                all.add(new Spent(name, tokens));
            }
        }
        return all;
    }

    /** Takes out of a bucket what its client took from the other nodes; not more than is in it. */
    void spentElsewhere(String name, long tokens) {
        Client client = clients.getIfPresent(name);
        long taken = client == null ? 0 : Math.min(tokens, client.bucket.getAvailableTokens());
        if (taken > 0) {
            client.bucket.consumeIgnoringRateLimits(taken);
        }
    }

    /** How many tokens a client's bucket lacks. */
    long spent(String name) {
        Client client = clients.getIfPresent(name);
        return client == null ? 0 : perMinute - client.bucket.getAvailableTokens();
    }

    /** The name of the policy. */
    public String name() {
        return name;
    }

    /** How many tokens a full bucket holds; so many come back in a minute. */
    public int perMinute() {
        return perMinute;
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return nanos.getAsLong();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                })
                .build();
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
    }
}
