package io.signalroom.demo;

import java.time.Instant;

/**
 * A channel takes a post back.
 *
 * @param channelId of the demo channel, negative
 * @param messageId of a post that was written before {@code at}
 * @param at when it vanishes, to the second
 */
public record DemoDeletion(long channelId, long messageId, Instant at) implements DemoEvent {}
