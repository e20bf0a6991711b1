import { describe, expect, test } from "vitest";
import { AppError } from "../../../../../src/contract/errors.ts";
import type { ReadOnlyReason } from "../../../../../src/contract/keeping.ts";
import { isRefused } from "../../../../../src/contract/library-writes.ts";
import { type RouteName, routes } from "../../../../../src/contract/routes.ts";
import { createNetwork, type NetworkState } from "../../../../../src/main/foundation/network.ts";
import { refuseWrites } from "../../../../../src/main/library/keeping/refuse-writes.ts";
import { createWriteGate, gatedDisk } from "../../../../../src/main/library/keeping/write-gate.ts";
import { restingWhileReadOnly } from "../../../../../src/main/shell/resting-network.ts";
import { watchedDisk } from "../../store/failing-disk.ts";

const reasons: readonly ReadOnlyReason[] = [
	{ why: "open-elsewhere", host: "studio-mac", since: 7 },
	{ why: "protected" },
	{ why: "teammate", name: "Mei" },
	{ why: "moving" },
];
const names = Object.keys(routes) as RouteName[];
const gateOf = (reason?: ReadOnlyReason) => {
	const gate = createWriteGate("/library", () => true);
	gate.set(reason);
	return gate;
};

describe("a library that is only read", () => {
	test.each(reasons)(
		"for $why: is looked at, searched and exported, and takes nothing in",
		(reason) => {
			const refused = new Set(names.filter((name) => isRefused(name, reason)));
			for (const name of names) {
				if (routes[name].effect === "read") expect(refused, name).not.toContain(name);
			}
			for (const name of ["exports.pictures", "library.drag", "library.backup", "libraries.open"]) {
				expect(refused).not.toContain(name);
			}
			for (const name of [
				"jobs.submit",
				"jobs.retry",
				"library.edit",
				"imports.start",
				"boards.change",
			]) {
				expect(refused).toContain(name);
			}
		},
	);

	test("refuses in words that name who has it, before the request is carried out", () => {
		const said = (reason?: ReadOnlyReason) => {
			try {
				refuseWrites(gateOf(reason), "/library")("jobs.submit");
				return undefined;
			} catch (thrown) {
				const { reason: name, failure } = AppError.from(thrown);
				return [name, failure.charged, Object.values(failure.facts ?? {})];
			}
		};
		expect(said()).toBeUndefined();
		expect(reasons.map(said)).toEqual([
			["library-read-only", "no", ["studio-mac"]],
			["library-protected", "no", ["/library"]],
			["library-of-teammate", "no", ["Mei"]],
			["library-moving", "no", []],
		]);
	});

	test("is not written to by anything that stands on its disk", async () => {
		const touched: string[] = [];
		const gate = gateOf({ why: "moving" });
		const disk = gatedDisk(
			watchedDisk((operation) => touched.push(operation)),
			gate,
		);
		const work = [
			() => disk.writeFile("/nowhere/a", ""),
			() => disk.copyFrom((async function* () {})(), "/nowhere/a"),
			() => disk.writeAt("/nowhere/a", 0, new Uint8Array()),
			() => disk.syncFile("/nowhere/a"),
			() => disk.syncFolder("/nowhere"),
			() => disk.moveToNew("/nowhere/a", "/nowhere/b"),
			() => disk.replace("/nowhere/a", "/nowhere/b"),
			() => disk.makeFolder("/nowhere"),
			() => disk.remove("/nowhere/a"),
		];
		for (const one of work) await expect(one()).rejects.toThrow(/being copied/);
		expect(touched).toEqual([]);
		expect(work).toHaveLength(Object.keys(disk).length);
	});

	test("lets no job out, and lets them go on when it can be written to again", () => {
		const network = createNetwork();
		const gate = gateOf({ why: "moving" });
		const resting = restingWhileReadOnly(network, gate);
		const heard: NetworkState[] = [];
		const end = resting.onChange((state) => heard.push(state));
		expect(resting.state()).toEqual({ online: true, awake: false });
		network.report({ online: false });
		network.report({ online: true });
		expect(heard.every(({ awake }) => !awake)).toBe(true);
		gate.set(undefined);
		expect([resting.state(), heard.at(-1)]).toEqual([
			{ online: true, awake: true },
			{ online: true, awake: true },
		]);
		end();
		gate.set({ why: "protected" });
		expect(heard.at(-1)?.awake).toBe(true);
	});
});
