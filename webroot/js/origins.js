// @ts-check
export const ORIGINS = /** @type {const} */ (['witnessed', 'demo', 'imported', 'manual']);

/** What may be shown unasked: of imported history what was deleted before it was loaded is missing. */
export const UNASKED = ORIGINS.filter((origin) => origin !== 'imported');

/** The origin that is shown unless somebody chooses one. @param {Record<string, number>} counts signals of each */
export const usualOrigin = (counts) => UNASKED.find((origin) => counts[origin] > 0) ?? ORIGINS[0];
