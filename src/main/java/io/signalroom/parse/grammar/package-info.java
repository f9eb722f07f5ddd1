/**
 * What a post may hold and how its fields are read. {@link io.signalroom.parse.grammar.Findings} gathers coins, direction,
 * plan, news and contract before anybody decides; one grammar a kind then reads that kind's fields. Small classes beside
 * them hold one concern each.
 */
package io.signalroom.parse.grammar;
