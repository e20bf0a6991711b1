/** The parts of the app that take longest to read, those first that others need. */
const parts: readonly (() => Promise<unknown>)[] = [
	() => import("../../contract/routes.ts"),
	() => import("../http/http-client.ts"),
	() => import("../gateways/registry.ts"),
	() => import("../library/keeping/open-kept-library.ts"),
	() => import("../jobs/job-service.ts"),
	() => import("../references/placement.ts"),
	() => import("./open-mirror.ts"),
];

/**
 * Reads the app a part at a time. All at once would keep Electron's own thread from everything else,
 * while the page's process starts and asks for its files.
 */
export async function readAhead(): Promise<void> {
	for (const read of parts) {
		await read();
		await new Promise((resolve) => setImmediate(resolve));
	}
}
