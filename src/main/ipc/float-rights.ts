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

export function mayFloatHear(event: EventName): boolean {
	return floatEvents.has(event);
}
