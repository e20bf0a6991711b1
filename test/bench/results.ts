import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Result } from "./benchmark.ts";

const HEADS = ["name", "ours", "floor", "unit", "ratio", "goal", "", "n"] as const;

/** The results as text in columns; numbers stand at the right. */
export function table(results: readonly Result[]): string {
	const rows = results.map(({ name, ours, floor, unit, ratio, goal, n }) => [
		name,
		String(ours),
		String(floor),
		unit,
		ratio.toFixed(2),
		`≤ ${goal}`,
		ratio <= goal ? "met" : "MISSED",
		String(n),
	]);
	const widths = HEADS.map((head, at) =>
		Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)),
	);
	const isWord = (at: number) => [0, 3, 6].includes(at);
	const line = (cells: readonly string[]) =>
		cells
			.map((cell, at) => {
				const width = widths[at] ?? 0;
				return isWord(at) ? cell.padEnd(width) : cell.padStart(width);
			})
			.join("  ")
			.trimEnd();
	return [line(HEADS), ...rows.map(line)].join("\n");
}

/**
 * Writes `bench/results.json` anew with what this run measured.
 * @returns its path
 */
export async function writeResults(results: readonly Result[]): Promise<string> {
	const folder = join(import.meta.dirname, "../../bench");
	await mkdir(folder, { recursive: true });
	const path = join(folder, "results.json");
	await writeFile(path, `${JSON.stringify(results, undefined, "\t")}\n`);
	return path;
}
