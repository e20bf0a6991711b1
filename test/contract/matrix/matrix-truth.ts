import { expect } from "vitest";
import en from "../../../resources/locales/en/errors.json" with { type: "json" };
import zh from "../../../resources/locales/zh-CN/errors.json" with { type: "json" };
import type { Failure } from "../../../src/contract/errors.ts";
import { hasEnded, type Job } from "../../../src/contract/jobs.ts";
import { sha256OfFile } from "../../../src/main/store/disk.ts";
import { inShort } from "./job-watch.ts";
import { type Cell, goOn, isResting, mend } from "./matrix-cell.ts";
import type { House } from "./matrix-house.ts";

/** All failures a job shows, itself, its task and its pictures. */
export function failuresOf({ error, task, outputs }: Job): Failure[] {
	return [error, task?.trouble, ...outputs.map((one) => one.error)].flatMap((one) => one ?? []);
}

/** Whole sentences in both languages, with every blank filled. */
export function expectSentence({ reason, facts = {}, message, kind }: Failure): void {
	expect(kind, message).not.toBe("internal");
	for (const sentence of [en[reason], zh[reason]]) {
		const blanks = [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => String(name));
		for (const blank of blanks)
			expect(String(facts[blank] ?? ""), `${reason} ${blank}`).not.toBe("");
	}
	expect(zh[reason]).toMatch(/\p{Script=Han}/u);
	expect(message.length).toBeGreaterThan(20);
	expect(message).not.toMatch(/\{\{|undefined|NaN|\[object/);
	const said = Object.values(facts).map(String);
	expect(said.reduce((text, one) => text.replace(one, ""), message)).not.toContain("…");
}

/** SHA-256 of every picture of the job that lies in the library. */
export async function savedOf(house: House, { id }: Pick<Cell, "id">): Promise<string[]> {
	const files = house.library.imagesOf(id).map((image) => house.library.fileOf(image.id));
	return await Promise.all(files.map(async (file) => sha256OfFile(await file)));
}

/**
 * What must be so of any job at any moment of rest, whatever went wrong: sent at most once, never
 * called free when it was charged, every picture that was delivered is saved or says why not, and
 * whatever is not well has a sentence.
 */
export async function expectTruth(
	house: House,
	cell: Cell,
	job = house.find(cell.id),
): Promise<void> {
	const { simulator, id } = cell;
	const shown = inShort(job);
	expect(simulator.submits().length, `submits; ${shown}`).toBeLessThanOrEqual(1);
	for (const failure of house.told(id).flatMap(failuresOf)) expectSentence(failure);
	if (simulator.chargedImages() > 0) {
		expect([job.state, job.error?.charged], shown).not.toEqual(["failed", "no"]);
	}
	const isWell = job.state === "done" || job.state === "waiting" || isResting(job);
	if (!isWell) expect(failuresOf(job).length, `a sentence; ${shown}`).toBeGreaterThan(0);
	if (job.state === "failed") {
		const { charged = "no" } = job.error ?? {};
		expect(charged, shown).toBe(simulator.submits().length === 0 ? "no" : charged);
	}

	const saved = await savedOf(house, cell);
	expect(new Set(saved).size, `a picture saved twice; ${shown}`).toBe(saved.length);
	const open = job.outputs.filter((one) => one.state !== "saved" && one.state !== "refused");
	for (const output of open) expect(output.error, `why it is not saved; ${shown}`).toBeDefined();
	const missing = simulator.delivered().filter(({ sha256 }) => !saved.includes(sha256));
	// As many as are told of with a reason, and not one more.
	expect(missing.length, `delivered and not accounted for; ${shown}`).toBeLessThanOrEqual(
		open.length,
	);
	expect(saved.length).toBe(job.outputs.filter((one) => one.state === "saved").length);
}

/**
 * Every picture the gateway has given out lies in the library, byte by byte; where a link is dead
 * for good, its place in the job says so.
 */
export async function expectAllSaved(house: House, cell: Cell): Promise<void> {
	const job = house.find(cell.id);
	const delivered = cell.simulator.delivered().map(({ sha256 }) => sha256);
	const lost = job.outputs.filter(({ state }) => state === "lost");
	for (const { error } of lost) expect(error).toMatchObject({ retry: "never", charged: "yes" });
	const saved = await savedOf(house, cell);
	expect(
		saved.every((one) => delivered.includes(one)),
		inShort(job),
	).toBe(true);
	expect(saved.length + lost.length, inShort(job)).toBe(delivered.length);
}

/**
 * Presses Send again for a job that failed: a new job, sent once.
 * @returns the cell of the new job
 */
export async function sendAgain(house: House, cell: Cell): Promise<Cell> {
	const before = cell.simulator.submits().length;
	const { id } = await house.jobs.retry(cell.id);
	const again = { ...cell, id };
	const job = await house.until(id, (one) => hasEnded(one.state), "the end of the new job");
	expect(job.state, inShort(job)).toBe("done");
	expect(cell.simulator.submits()).toHaveLength(before + 1);
	await expectAllSaved(house, again);
	return again;
}

/**
 * There is a way on, and it works: once the fault is taken back, everything that was paid for and
 * can be had comes home, with nothing sent again; what cannot be known can be sent again or
 * dismissed by the designer alone.
 */
export async function expectWayOn(house: House, cell: Cell, job: Job): Promise<void> {
	const { id } = cell;
	if (job.state === "receiving" || (job.state === "unknown" && job.checkable === true)) {
		await mend(cell);
		const end = await goOn(house, cell);
		if (job.state === "receiving") await expectAllSaved(house, cell);
		expect(hasEnded(end.state)).toBe(true);
		await expectTruth(house, cell, end);
		return;
	}
	if (job.state === "done") {
		await expectAllSaved(house, cell);
		await expect(house.jobs.retry(id)).rejects.toMatchObject({ reason: "cannot-send-again" });
		return;
	}
	if (job.state === "unknown") {
		await expect(house.jobs.retry(id)).rejects.toMatchObject({ reason: "cannot-send-again" });
		expect(job.error?.retry).not.toBe("never");
		await house.jobs.resolveUnknown(id, "dismiss");
		expect(house.jobs.list().some((one) => one.id === id)).toBe(false);
		return;
	}
	expect(["failed", "partial"]).toContain(job.state);
	expect(job.error).toBeDefined();
}
