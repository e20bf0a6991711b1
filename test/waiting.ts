/**
 * How long a test waits for what must come, milliseconds. A machine that does several other things
 * may take a hundred times as long as a quick one; whoever waits in vain has found a fault either way.
 */
export const PATIENCE_MS = 20_000;

/** How often it looks. */
export const LOOK_MS = 10;
