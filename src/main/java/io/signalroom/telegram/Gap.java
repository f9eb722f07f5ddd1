package io.signalroom.telegram;

import java.time.Instant;

/**
 * A time in which posts may have been missed for good.
 *
 * @param channelId whose posts; null = of all channels that the source reads
 * @param from inclusive
 * @param to exclusive
 */
public record Gap(Long channelId, Instant from, Instant to) {}
