// @ts-check
// How the API's filters name what figures count.

/** Kinds of posts whose outcome is measured. */
export const CALLS = ['trade_signal', 'token_launch'];
/** Kinds of posts that are no news of an earlier one. */
export const NEWS = [...CALLS, 'listing', 'pump_alert'];
/** States of an outcome that has a result. */
export const OVER = ['all_targets', 'stopped', 'expired'];
/** States of an outcome that may still get one. */
export const RUNNING = ['open', 'waiting'];
/** All that an outcome may be. */
export const STATES = [...RUNNING, ...OVER, 'unfilled', 'no_data'];
