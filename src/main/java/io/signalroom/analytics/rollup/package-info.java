/** Counts by time, kept up with the event log, and what answers are summed from. */
package io.signalroom.analytics.rollup;
