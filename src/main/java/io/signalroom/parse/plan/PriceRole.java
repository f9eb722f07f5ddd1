package io.signalroom.parse.plan;

/** What a number is in a plan. */
enum PriceRole {
    ENTRY,
    TARGET,
    STOP,
    /** No price of the plan. */
    NONE
}
