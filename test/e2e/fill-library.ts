import { createHash, randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gradientPng, stampedPng } from "../simulator/png.ts";

const NOON = Date.UTC(2026, 9, 1, 12);
const PER_JOB = 10;

/**
 * Writes a library as an earlier version of the app would have left it: folders, recipes and small
 * real pictures, without an index. The prompts number the jobs, the oldest first.
 * @param options.distinct no two files are alike
 */
export async function fillLibrary(
	folder: string,
	pictures: number,
	{ distinct = false }: { readonly distinct?: boolean } = {},
): Promise<void> {
	const samples = [
		[96, 72],
		[72, 96],
		[96, 96],
		[128, 72],
	].map(([width = 96, height = 96], seed) => ({
		width,
		height,
		bytes: gradientPng({ width, height, seed }),
	}));
	for (let first = 0; first < pictures; first += PER_JOB) {
		const jobTime = NOON + first * 60_000;
		const job = uuidAt(jobTime);
		const number = String(first + 1).padStart(4, "0");
		const name = `${new Date(jobTime).toISOString().slice(8, 10)}-picture-${number}-${job.slice(-6)}`;
		const place = join(folder, new Date(jobTime).toISOString().slice(0, 7), name);
		await mkdir(place, { recursive: true });
		const outputs = Array.from({ length: Math.min(PER_JOB, pictures - first) }, (_, index) => {
			const sample = samples[(first + index) % samples.length] ?? samples[0];
			if (sample === undefined) throw new Error("there are samples");
			const file = `${String(index + 1).padStart(2, "0")}.png`;
			const bytes = distinct ? stampedPng(sample.bytes, `${job} ${index}`) : sample.bytes;
			return { index, file, sample: { ...sample, bytes } };
		});
		for (const { file, sample } of outputs) await writeFile(join(place, file), sample.bytes);
		await writeFile(
			join(place, "recipe.json"),
			JSON.stringify(recipe(job, jobTime, number, outputs)),
		);
	}
}

function recipe(
	job: string,
	jobTime: number,
	number: string,
	outputs: readonly {
		index: number;
		file: string;
		sample: { width: number; height: number; bytes: Buffer };
	}[],
) {
	return {
		version: 1,
		job,
		createdAt: jobTime,
		gateway: "demo",
		gatewayTitle: "Demo",
		modelTitle: "Demo painter",
		accountLabel: "Demo",
		request: {
			account: uuidAt(NOON),
			model: "demo-painter",
			prompt: `picture ${number}`,
			references: [],
			size: { kind: "tier", tier: "1K" },
			mode: "set",
			count: outputs.length,
			extras: {},
		},
		outputs: outputs.map(({ index, file, sample }) => ({
			id: uuidAt(jobTime),
			index,
			state: "saved",
			file,
			sha256: createHash("sha256").update(sample.bytes).digest("hex"),
			bytes: sample.bytes.length,
			width: sample.width,
			height: sample.height,
			format: "png",
			savedAt: jobTime + 1_000 * (index + 1),
		})),
		marks: {},
	};
}

/** A UUID of version 7 for a moment. */
function uuidAt(ms: number): string {
	const time = ms.toString(16).padStart(12, "0");
	const random = randomBytes(10).toString("hex");
	return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-a${random.slice(3, 6)}-${random.slice(6, 18)}`;
}
