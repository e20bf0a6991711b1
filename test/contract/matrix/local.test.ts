import { rename } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { GatewayId } from "../../../src/contract/ids.ts";
import { gatewayAdapter } from "../../../src/main/gateways/registry.ts";
import { everything, type FaultRow } from "../../simulator/fault-row.ts";
import type { LinkFault } from "../../simulator/faults.ts";
import { type GatewayName, gatewayNames } from "../../simulator/simulator.ts";
import { type LocalTroubles, troubledHouse } from "./local-troubles.ts";
import { beginCell, type Cell, goOn, isResting, mend } from "./matrix-cell.ts";
import { type Ground, type House, newGround, openHouse, removeGround } from "./matrix-house.ts";
import { about } from "./matrix-rounds.ts";
import {
	expectAllSaved,
	expectSentence,
	expectTruth,
	failuresOf,
	sendAgain,
} from "./matrix-truth.ts";

const DAY_MS = 24 * 60 * 60_000;
const down: LinkFault = { status: 503 };
/** All is well with the gateway; what goes wrong here goes wrong on this computer. */
const fine: FaultRow = {
	name: "local",
	at: "link",
	fault: { serves: "wrong-type-name" },
	truth: everything,
};
const isTaskGateway = (gateway: GatewayName) =>
	gatewayAdapter(GatewayId.parse(gateway)).tasks !== undefined;

describe.each(gatewayNames)("a job of %s", (gateway) => {
	let ground: Ground;
	let house: House;
	let cell: Cell;
	const troubles: LocalTroubles = {};
	beforeAll(async () => {
		ground = await newGround();
		house = await openHouse(ground, troubledHouse(troubles));
	});
	afterEach(async () => {
		await cell.simulator.close();
		for (const name of ["library", "replies", "journal"] as const) delete troubles[name];
		ground.ahead = 0;
	});
	afterAll(async () => {
		await house.close();
		await removeGround(ground);
	});

	const restart = async () => {
		await house.close();
		house = await openHouse(ground, troubledHouse(troubles));
	};
	/** A job whose links, where it has some, fail in this way. */
	const begin = async (links?: LinkFault) => {
		cell = await beginCell(house, gateway, fine, { simulator: { answersUntilDone: 3 } });
		cell.simulator.faults.links(links);
	};
	const resting = () => house.until(cell.id, isResting, "a rest");
	/** Everything is saved, and nothing was sent or paid for twice. */
	const expectHome = async () => {
		const job = await goOn(house, cell);
		expect(job.state, about(cell, job)).toBe("done");
		await expectTruth(house, cell, job);
		await expectAllSaved(house, cell);
		expect(cell.simulator.submits()).toHaveLength(1);
		expect(cell.simulator.chargedImages()).toBe(3);
	};

	const disks = [
		["ENOSPC", "disk-full"],
		["EROFS", "folder-read-only"],
		["EIO", "storage-failed"],
	] as const;
	test.each(disks)(
		"waits while the library's disk says %s, and is saved afterwards",
		async (code, reason) => {
			troubles.library = code;
			await begin();
			const job = await resting();
			expect(job.outputs.map(({ error }) => error?.reason)).toEqual([reason, reason, reason]);
			await expectTruth(house, cell, job);
			troubles.library = undefined;
			await expectHome();
		},
	);

	test("is saved by the next start after the library's disk was full", async () => {
		troubles.library = "ENOSPC";
		await begin();
		await resting();
		await house.close();
		troubles.library = undefined;
		house = await openHouse(ground, troubledHouse(troubles));
		await expectHome();
	});

	test("waits while the folder of the library is gone, and is saved once it is back", async () => {
		await begin(down);
		await resting();
		const folder = join(ground.folder, "library");
		await rename(folder, `${folder}-elsewhere`);
		cell.simulator.faults.links();
		try {
			const gone = await vi.waitFor(async () => {
				// A download from before the links were mended may still be ending.
				await house.jobs.saveAgain(cell.id);
				const job = await resting();
				const reasons = job.outputs.map(({ error }) => error?.reason);
				expect(new Set(reasons)).toEqual(new Set(["folder-missing"]));
				return job;
			});
			for (const failure of failuresOf(gone)) expectSentence(failure);
		} finally {
			await rename(`${folder}-elsewhere`, folder);
		}
		await expectHome();
	});

	test("is not sent while its reply has no room, and goes out when asked again", async () => {
		troubles.replies = "no-room";
		await begin();
		const job = await house.until(cell.id, ({ state }) => state === "failed", "a refusal");
		expect(job.error).toMatchObject({ reason: "no-room-for-reply", charged: "no" });
		await expectTruth(house, cell, job);
		expect(cell.simulator.requests()).toHaveLength(0);
		troubles.replies = undefined;
		await sendAgain(house, cell);
	});

	test("keeps a reply that the disk has no room for", async () => {
		troubles.replies = "fills-up";
		await begin();
		await expectHome();
	});

	test.each(["sending", isTaskGateway(gateway) ? "waiting" : "receiving"] as const)(
		"is neither lost nor sent twice when '%s' cannot be written down and the app is closed",
		async (state) => {
			troubles.journal = state;
			await begin();
			const refused = () => ground.said.filter((line) => line.startsWith("a job could not go on"));
			await expect.poll(() => refused().some((line) => line.includes(cell.id))).toBe(true);
			expect(cell.simulator.submits()).toHaveLength(state === "sending" ? 0 : 1);
			await house.close();
			troubles.journal = undefined;
			house = await openHouse(ground, troubledHouse(troubles));
			await expectHome();
		},
	);

	test.each([
		["forward", DAY_MS + DAY_MS / 24],
		["back", -DAY_MS],
	])(
		"comes home although the clock jumps %s while it goes on, and over a restart",
		async (_, ms) => {
			await begin(down);
			await house.until(cell.id, ({ state }) => state !== "queued", "a start");
			ground.ahead = ms;
			await resting();
			await restart();
			expect(house.find(cell.id).state).toBe("receiving");
			ground.ahead = 0;
			cell.simulator.faults.links();
			await expectHome();
		},
	);

	test("waits for the network, and goes out once when it is back", async () => {
		house.network.report({ online: false });
		await begin();
		const held = await house.until(cell.id, ({ hold }) => hold !== undefined, "a hold");
		expect(held).toMatchObject({ state: "queued", hold: { reason: "offline" } });
		expect(cell.simulator.requests()).toHaveLength(0);
		house.network.report({ online: true });
		await expectHome();
	});

	test("goes on at once when the network is back while its pictures are fetched", async () => {
		await begin(down);
		await resting();
		house.network.report({ online: false });
		await cell.simulator.goDown();
		await house.jobs.saveAgain(cell.id);
		await resting();
		await mend(cell);
		house.network.report({ online: true });
		const job = await house.until(cell.id, ({ state }) => state === "done", "its end");
		await expectTruth(house, cell, job);
		await expectAllSaved(house, cell);
	});
});
