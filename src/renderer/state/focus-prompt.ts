import { runActionOnceThere } from "./action-registry.ts";
import { togglePanel } from "./view-store.ts";

/** Puts the keyboard into the prompt, and opens the compose panel for that where it is closed. */
export function focusPrompt(): void {
	togglePanel("compose", true);
	runActionOnceThere("prompt.focus");
}
