import { access, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appError } from "../../../../../src/contract/errors.ts";
import { systemClock } from "../../../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import { referencesHandlers } from "../../../../../src/main/ipc/handlers/references-handlers.ts";
import { createIncomingBytes } from "../../../../../src/main/references/incoming-bytes.ts";
import type { ImportOptions } from "../../../../../src/main/references/reference-store.ts";
import { smallPng, temporaryFolder } from "../../library/test-library.ts";

type Ports = Parameters<typeof referencesHandlers>[0];

async function rig(importFile: (path: string, options?: ImportOptions) => Promise<unknown>) {
	const at = await temporaryFolder();
	const folder = join(at.path, "incoming");
	await mkdir(folder);
	const incoming = createIncomingBytes({ folder, clock: systemClock, log: silentLog });
	const references = { importFile };
	const handlers = referencesHandlers({
		references,
		takeIncoming: incoming.takeIncoming,
	} as unknown as Ports);
	const token = await incoming.receive(
		(async function* () {
			yield smallPng(1);
		})(),
	);
	const take = () =>
		handlers["references.take"]({ token, name: "from a page.png" }, { windowId: 1 });
	return {
		take,
		[Symbol.asyncDispose]: async () => {
			await incoming.close();
			await at[Symbol.asyncDispose]();
		},
	};
}

test("bytes handed over become a reference under the name given, once, and their file goes", async () => {
	let seen: { path: string; name: string | undefined; bytes: Buffer } | undefined;
	await using at = await rig(async (path, options) => {
		seen = { path, name: options?.name, bytes: await readFile(path) };
		return "a reference";
	});
	expect(await at.take()).toBe("a reference");
	expect(seen).toMatchObject({ name: "from a page.png", bytes: smallPng(1) });
	await expect(access(seen?.path ?? "")).rejects.toMatchObject({ code: "ENOENT" });
	await expect(at.take()).rejects.toMatchObject({ reason: "incoming-gone" });
});

test("bytes that are no picture are told as that, and their file goes as well", async () => {
	let path = "";
	await using at = await rig(async (given) => {
		path = given;
		throw appError("reference-svg", { name: "from a page.png" });
	});
	await expect(at.take()).rejects.toMatchObject({ reason: "reference-svg" });
	await expect(access(path)).rejects.toMatchObject({ code: "ENOENT" });
});
