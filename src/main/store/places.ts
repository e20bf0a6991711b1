/** Places in a millisecond: today's times a thousand are still whole numbers that JavaScript can hold. */
export const PLACES_PER_MS = 1_000;
