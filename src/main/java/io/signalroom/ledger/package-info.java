/** What channels said and what was read out of it: the only SQL on channel, message, signal and signal_event. */
package io.signalroom.ledger;
