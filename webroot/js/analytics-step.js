// @ts-check
const DAY = 86_400_000;
const HOURS_UP_TO = 2 * DAY;
const DAYS_UP_TO = 120 * DAY;

/** Length of a step that leaves a chart one can read. @param {{ from: number, to: number }} span milliseconds */
export const stepOf = ({ from, to }) => (to - from <= HOURS_UP_TO ? 'hour' : to - from <= DAYS_UP_TO ? 'day' : 'week');
