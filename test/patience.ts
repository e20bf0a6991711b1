import { vi } from "vitest";
import { LOOK_MS, PATIENCE_MS } from "./waiting.ts";

const { waitFor } = vi;

/** As `vi.waitFor`, whose own second is too short for a busy machine. */
const waitPatiently: typeof waitFor = (look, options = {}) => {
	const { timeout = PATIENCE_MS, ...more } =
		typeof options === "number" ? { timeout: options } : options;
	// Each look moves a staged clock on by the pause between looks: there it stays as it is.
	const often = vi.isFakeTimers() ? {} : { interval: LOOK_MS };
	return waitFor(look, { ...often, ...more, timeout });
};

// Files that share a process share `vi` too.
if (waitFor.name !== waitPatiently.name) vi.waitFor = waitPatiently;
