package io.signalroom.telegram;

import java.time.Instant;

/**
 * A post that cannot be stored as it came.
 *
 * @param channelId bare channel id
 * @param messageId in that channel
 * @param at when it was refused
 * @param reason short, for the operator
 */
public record Rejected(long channelId, long messageId, Instant at, String reason) {}
