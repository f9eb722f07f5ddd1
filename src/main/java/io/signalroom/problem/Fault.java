package io.signalroom.problem;

/**
 * One fault in a request.
 *
 * @param pointer where, for example {@code /query/limit} or {@code /body/targets/0}
 * @param detail what is wrong with it, for people
 */
public record Fault(String pointer, String detail) {}
