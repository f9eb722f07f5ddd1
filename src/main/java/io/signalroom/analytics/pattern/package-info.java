/** What many signals show together: bursts, consensus, copies, pumps, turns, habits, run-ups. */
package io.signalroom.analytics.pattern;
