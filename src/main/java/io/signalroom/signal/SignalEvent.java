package io.signalroom.signal;

/**
 * What an update, a listing or a pump alert reports. One list, because the three kinds share one field in storage and
 * JSON ({@code event}; for pump alerts the field is called {@code stage}).
 */
public enum SignalEvent {
    // signal_update
    TARGET_HIT,
    ALL_TARGETS_HIT,
    STOP_HIT,
    ENTRY_FILLED,
    CLOSED,
    PARTIAL_CLOSED,
    STOP_MOVED,
    // signal_update and pump_alert
    CANCELLED,
    // listing
    LISTED,
    DELISTED,
    RUMOURED,
    // pump_alert
    ANNOUNCED,
    COUNTDOWN,
    REVEAL,
    RESULT,
    MARKET_MOVE
}
