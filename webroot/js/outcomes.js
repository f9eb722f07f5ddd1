// @ts-check
// How the API's filters name what figures count.

/** Kinds of posts whose outcome is measured. */
export const CALLS = ['trade_signal', 'token_launch'];
/** States of an outcome that has a result. */
export const OVER = ['all_targets', 'stopped', 'expired'];
/** States of an outcome that may still get one. */
export const RUNNING = ['open', 'waiting'];
