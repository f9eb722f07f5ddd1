package io.signalroom.telegram;

/**
 * How a source stands.
 *
 * @param detail words for the reader of the status page; with a fault, also its cure; never a secret
 */
public record Standing(SourceState state, String detail) {}
