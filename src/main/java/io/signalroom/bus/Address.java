package io.signalroom.bus;

/**
 * A place on the bus and what may be sent there.
 *
 * @param name {@code <feature>.<noun>.<verb or past participle>.v<n>}
 * @param type the message's record class
 */
public record Address<T>(String name, Class<T> type) {}
