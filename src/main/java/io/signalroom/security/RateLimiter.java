package io.signalroom.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.NetUtil;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Gives every client a bucket of tokens that refills evenly over a minute. A burst may take the whole bucket at once.
 * Safe for all threads; one a node, so a client may do as much at each node.
 *
 * <p>The number of buckets is bounded: whoever comes from more addresses than that makes the least used forget what
 * they took. The addresses of one IPv6 network (/64) are one client, because one subscriber has all of them.
 */
public final class RateLimiter {
    private static final int MOST_CLIENTS = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int IPV6_NETWORK_BYTES = 8;

    private final String name;
    private final int perMinute;
    private final LongSupplier nanos;
    private final Cache<String, Bucket> buckets;
    private final Counter refused;

    /**
     * A limiter.
     *
     * @param name of the policy, a plain word
     * @param perMinute tokens of a full bucket, and how many a minute brings back
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
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(MINUTE.multipliedBy(2))
                .build();
        this.refused = meters.counter("signalroom.rate.refused", "policy", name);
    }

    /**
     * What came of one wish.
     *
     * @param granted whether it may go on
     * @param remaining tokens left
     * @param resetSeconds until the bucket is full again, rounded up
     * @param retrySeconds until one token is there again, rounded up; 0 if granted
     */
    public record Grant(boolean granted, long remaining, long resetSeconds, long retrySeconds) {}

    /** Takes a token for a client, if one is left. */
    public Grant take(String address) {
        ConsumptionProbe probe = buckets.get(client(address), x -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            refused.increment();
        }
        return new Grant(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                probe.isConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill()));
    }

    /** The name of the policy. */
    public String name() {
        return name;
    }

    /** How many tokens a full bucket holds; so many come back in a minute. */
    public int perMinute() {
        return perMinute;
    }

    static String client(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null || bytes.length <= IPV6_NETWORK_BYTES
                ? address
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
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
