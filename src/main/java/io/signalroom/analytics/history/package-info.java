/** The operation {@code getHistorical}: what was called over time, and how it turned out. */
package io.signalroom.analytics.history;
