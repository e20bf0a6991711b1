import type { EventName } from "../../contract/events.ts";
import type { RouteName } from "../../contract/routes.ts";

/** All that the window of a floating board may ask: it shows, and changes nothing but its own look. */
const floatRoutes: ReadonlySet<unknown> = new Set<RouteName>([
	"app.info",
	"settings.get",
	"boards.list",
	"boards.get",
	"boards.floatLook",
]);

/** All that it hears. */
const floatEvents: ReadonlySet<EventName> = new Set<EventName>([
	"settings.changed",
	"boards.changed",
	"boards.edited",
]);

/** @param name of a request, as the window gave it */
export function mayFloatAsk(name: unknown): boolean {
	return floatRoutes.has(name);
}

/** The windows that may ask at all, as main knows them. */
export type AskingWindows = {
	/** The id of the studio's page, while there is one. */
	readonly studio: () => number | undefined;
	readonly isFloat: (windowId: number) => boolean;
};

/**
 * Whether a window may make a request: the studio any, a floating board few. The pages that paint and
 * print belong to the app too, and ask for nothing.
 */
export function mayWindowAsk(
	windowId: number,
	name: unknown,
	{ studio, isFloat }: AskingWindows,
): boolean {
	return windowId === studio() || (isFloat(windowId) && mayFloatAsk(name));
}

export function mayFloatHear(event: EventName): boolean {
	return floatEvents.has(event);
}
