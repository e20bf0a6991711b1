import type { ReadOnlyReason } from "./keeping.ts";
import { type RouteName, routes } from "./routes.ts";

/** Requests that change something somewhere. */
type WriteRoute = {
	[R in RouteName]: (typeof routes)[R]["effect"] extends "write" ? R : never;
}[RouteName];

/**
 * What a request writes to: `library`, the designer's folder of pictures, also when it only leads to
 * it by way of a job; `index`, what is made again from that folder; `elsewhere`, the app's own data or
 * a place outside.
 */
type WritesTo = "library" | "index" | "elsewhere";

/** Every request that writes; a new one does not compile until it says where to. */
const requestWrites: Readonly<Record<WriteRoute, WritesTo>> = {
	"app.openLibraryFolder": "elsewhere",
	"app.chooseLibraryFolder": "elsewhere",
	"app.network": "elsewhere",
	"accounts.save": "elsewhere",
	"accounts.remove": "elsewhere",
	"hosts.save": "elsewhere",
	"hosts.test": "elsewhere",
	"hosts.remove": "elsewhere",
	"money.setPrice": "elsewhere",
	"settings.set": "elsewhere",
	"form.save": "elsewhere",

	"references.import": "library",
	"references.pick": "library",
	"references.paste": "library",
	"references.fromImage": "library",
	"references.gather": "library",
	"references.stopGather": "elsewhere",
	"references.fetch": "library",
	"references.take": "library",
	"references.edit": "library",
	"shelf.save": "library",
	"shelf.remove": "library",

	"boards.create": "library",
	"boards.change": "library",
	"boards.duplicate": "library",
	"boards.remove": "library",
	"boards.restore": "library",
	"boards.export": "elsewhere",
	"boards.open": "library",
	"boards.savePicture": "elsewhere",
	"boards.float": "elsewhere",
	"boards.floatLook": "elsewhere",

	"sets.change": "library",
	"exports.start": "elsewhere",
	"exports.stop": "elsewhere",

	// Pictures that are paid for must have somewhere to go before they are.
	"jobs.submit": "library",
	"jobs.cancel": "elsewhere",
	"jobs.retry": "library",
	"jobs.saveAgain": "library",
	"jobs.checkAgain": "library",
	"jobs.release": "library",
	"jobs.resolveUnknown": "library",
	"jobs.dismiss": "elsewhere",

	"library.reveal": "elsewhere",
	"library.copy": "elsewhere",
	"library.prepareDrag": "elsewhere",
	"library.drag": "elsewhere",
	"library.edit": "library",
	"library.trash": "library",
	"library.restore": "library",
	"library.emptyTrash": "library",
	"library.undo": "library",
	"library.rebuild": "index",
	"collections.save": "library",
	"collections.remove": "library",
	"collections.restore": "library",

	"activities.stop": "elsewhere",
	"activities.pause": "elsewhere",
	"activities.resume": "elsewhere",
	"activities.dismiss": "elsewhere",
	"activities.reveal": "elsewhere",

	"imports.start": "library",
	"imports.pick": "library",
	"watch.add": "library",
	"watch.remove": "elsewhere",
	"exports.pictures": "elsewhere",
	"eagle.send": "elsewhere",

	"libraries.open": "elsewhere",
	"libraries.forget": "elsewhere",
	"libraries.move": "library",
	// Looking is allowed; the handler refuses to repair.
	"library.check": "elsewhere",
	"library.backup": "elsewhere",
	"library.restoreBackup": "elsewhere",
	"mirror.save": "elsewhere",
	"mirror.start": "elsewhere",
	"mirror.fetch": "elsewhere",
};

/** Whether a request would write to a library that is only read for this reason. */
export function isRefused(name: RouteName, { why }: ReadOnlyReason): boolean {
	const to = writesOf(name);
	if (to === "library") return true;
	// The index of a copy is this computer's own.
	return to === "index" && why !== "teammate" && why !== "protected";
}

function writesOf(name: RouteName): WritesTo {
	return isWrite(name) ? requestWrites[name] : "elsewhere";
}

function isWrite(name: RouteName): name is WriteRoute {
	return routes[name].effect === "write";
}
