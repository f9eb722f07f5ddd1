package io.signalroom.telegram;

import java.time.Instant;

/**
 * A time in which posts may have been missed for good.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Gap(Instant from, Instant to) {}
