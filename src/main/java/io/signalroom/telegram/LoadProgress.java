package io.signalroom.telegram;

/**
 * How far the demo is loaded.
 *
 * @param done posts stored
 * @param total posts there will be
 */
public record LoadProgress(long done, long total) {}
