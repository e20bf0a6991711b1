import { fork } from "node:child_process";
import { once } from "node:events";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Benchmark, Result } from "./benchmark.ts";
import { startLoopback } from "./loopback.ts";
import { median, result } from "./measure.ts";
import { photoPng } from "./photo-png.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** What one child is told to do. */
export type MemoryTask = {
	/** A new, empty one. */
	readonly folder: string;
	readonly smallOrigin: string;
	readonly largeOrigin: string;
	/** How the gateway delivers: as a link, or inside its reply. */
	readonly format: "url" | "b64_json";
	/** `asleep`: no picture came for a while, so the decoder's thread starts during the measurement. */
	readonly decoder: "awake" | "asleep";
};

const GOAL = 2;
const RUNS = 3;
const MB = 1_000_000;

const cases = [
	{ title: "link", format: "url", decoder: "awake" },
	{ title: "link, decoder asleep", format: "url", decoder: "asleep" },
	{ title: "base64", format: "b64_json", decoder: "awake" },
] as const;

/**
 * How much more memory the process takes at its peak while a job of one 30 MB picture is sent,
 * received, decoded and saved, against the length of its file. Each run is a process of its own,
 * because memory that was taken once is seldom given back.
 */
export const resultMemory: Benchmark = {
	name: "result-memory",
	compares: "peak extra memory while a 30 MB result comes in and is saved / the file's size",
	run: async () => {
		await using folder = await temporaryFolder();
		const small = await pictureFile(join(folder.path, "small.png"), 64);
		const large = await pictureFile(join(folder.path, "large.png"), 4096);
		await using smallServer = await startLoopback(small);
		await using largeServer = await startLoopback(large);
		const floor = (await stat(large)).size / MB;
		const results: Result[] = [];
		for (const { title, format, decoder } of cases) {
			const extras: number[] = [];
			for (let run = 0; run < RUNS; run += 1) {
				await using own = await temporaryFolder();
				const origins = { smallOrigin: smallServer.origin, largeOrigin: largeServer.origin };
				extras.push(await extraBytes({ folder: own.path, ...origins, format, decoder }));
			}
			const medians = { ours: median(extras) / MB, floor, n: RUNS };
			results.push(result(`result-memory ${title}`, medians, { goal: GOAL, unit: "MB" }));
		}
		return results;
	},
};

async function pictureFile(path: string, side: number): Promise<string> {
	await writeFile(path, photoPng({ width: side, height: side }));
	return path;
}

async function extraBytes(task: MemoryTask): Promise<number> {
	const child = fork(join(import.meta.dirname, "result-memory-child.ts"), { stdio: "inherit" });
	const ended = once(child, "exit").then(([code]) => {
		throw new Error(`the measured process ended with code ${code}`);
	});
	child.send(task);
	const [bytes] = await Promise.race([once(child, "message"), ended]);
	await ended.catch(() => {});
	return z.number().positive().parse(bytes);
}
