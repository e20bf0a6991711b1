import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasEnded, type Job } from "../../../src/contract/jobs.ts";
import type { FaultRow } from "../../simulator/fault-row.ts";
import { faultTables } from "../../simulator/fault-tables.ts";
import { type GatewayName, gatewayNames } from "../../simulator/simulator.ts";
import { refusesConnections } from "../gateways/fault-judging.ts";
import { inShort } from "./job-watch.ts";
import {
	beginCell,
	type Cell,
	type CellOptions,
	goOn,
	hasStruck,
	listenAgain,
	mend,
	untilRest,
} from "./matrix-cell.ts";
import { type Ground, type House, newGround, openHouse, removeGround } from "./matrix-house.ts";
import { expectTruth } from "./matrix-truth.ts";

/** One gateway and the rows of its table that belong to a theme. */
export type Theme = { readonly gateway: GatewayName; readonly rows: readonly FaultRow[] };

export function themesOf(belongs: (row: FaultRow) => boolean): readonly Theme[] {
	return gatewayNames
		.map((gateway) => ({ gateway, rows: faultTables[gateway].filter(belongs) }))
		.filter(({ rows }) => rows.length > 0);
}

/** One house for all tests of a describe block. */
export function sharedHouse(): () => House {
	let ground: Ground;
	let house: House;
	beforeAll(async () => {
		ground = await newGround();
		house = await openHouse(ground);
	});
	afterAll(async () => {
		await house.close();
		await removeGround(ground);
	});
	return () => house;
}

/** Every row once, while the app stays open; several at a time, each at a gateway of its own. */
export function describeRows(
	themes: readonly Theme[],
	judge: (house: House, cell: Cell, job: Job) => Promise<void>,
	options: CellOptions = {},
): void {
	const house = sharedHouse();
	describe.concurrent.each(themes)("$gateway", ({ gateway, rows }) => {
		test.each(named(rows))("%s", async (_, row) => {
			const cell = await beginCell(house(), gateway, row, options);
			try {
				await untilStruck(house(), cell);
				if (row.at === "poll" && refusesConnections(row)) await listenAgain(cell.simulator);
				const job = await untilRest(house(), cell);
				await expectTruth(house(), cell, job);
				await judge(house(), cell, job);
			} finally {
				await mend(cell);
				await cell.simulator.close();
			}
		});
	});
}

/**
 * Every row again: the fault stays, and so does one on all links; once all have struck the app is
 * closed, the faults are taken back and the app is opened again.
 */
export function describeRestarts(
	themes: readonly Theme[],
	judge: (house: House, cell: Cell, job: Job) => Promise<void>,
): void {
	describe.each(themes)("$gateway, closed in the middle", ({ gateway, rows }) => {
		let ground: Ground;
		let house: House;
		const cells = new Map<string, Cell>();
		const struck = new Map<string, Job | Error>();
		beforeAll(async () => {
			ground = await newGround();
			house = await openHouse(ground);
			await inTurns(rows, async (row) => {
				const links = row.at === "link" ? undefined : ({ status: 503 } as const);
				const cell = await beginCell(house, gateway, row, { stays: true, ...(links && { links }) });
				cells.set(row.name, cell);
				// One that fails here fails in its own test.
				struck.set(row.name, await untilStruck(house, cell).catch((thrown: Error) => thrown));
			});
			await house.close();
			await Promise.all([...cells.values()].map(mend));
			house = await openHouse(ground);
		}, 60_000);
		afterAll(async () => {
			await house.close();
			await Promise.all([...cells.values()].map(({ simulator }) => simulator.close()));
			await removeGround(ground);
		});

		test.concurrent.each(named(rows))("%s", async (_, row) => {
			const cell = cells.get(row.name);
			const before = struck.get(row.name);
			if (cell === undefined || before === undefined) throw new Error("it never began");
			if (before instanceof Error) throw before;
			if (hasEnded(before.state)) expect(house.find(cell.id)).toEqual(before);
			const job = await goOn(house, cell);
			await expectTruth(house, cell, job);
			await judge(house, cell, job);
		});
	});
}

const named = (rows: readonly FaultRow[]) => rows.map((row) => [row.name, row] as const);

async function inTurns<T>(rows: readonly T[], work: (row: T) => Promise<void>): Promise<void> {
	const left = [...rows];
	const worker = async () => {
		for (let row = left.shift(); row !== undefined; row = left.shift()) await work(row);
	};
	await Promise.all(Array.from({ length: 8 }, worker));
}

function untilStruck(house: House, cell: Cell): Promise<Job> {
	return house.until(cell.id, (job) => hasStruck(job, cell), `the fault "${cell.row.name}"`);
}

/** For messages: the row, what is true at the gateway, and what the job is. */
export function about({ gateway, row, simulator }: Cell, job: Job): string {
	const counts = `${simulator.submits().length} submits, ${simulator.chargedImages()} charged`;
	return `${gateway}: ${row.name}: ${counts}, ${inShort(job)}`;
}
