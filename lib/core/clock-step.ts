/** The browser's start of a download and our row of it may be read from the clock in either order. In ms. */
export const CLOCK_STEP_MS = 1_000;
