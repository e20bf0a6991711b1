import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Activity } from "../../../src/contract/activity.ts";
import { RunId } from "../../../src/contract/ids.ts";
import { systemClock } from "../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../src/main/foundation/log.ts";
import { createNetwork } from "../../../src/main/foundation/network.ts";
import { createHttpClient } from "../../../src/main/http/http-client.ts";
import { createActivities } from "../../../src/main/library/activities.ts";
import { Mirror } from "../../../src/main/mirror/mirror.ts";
import { HostBook } from "../../../src/main/secrets/host-book.ts";
import type { HostRecord } from "../../../src/main/secrets/host-file.ts";
import { createWeakBox } from "../../../src/main/secrets/weak-box.ts";
import type { S3Server } from "../references/s3-server.ts";

/** What a machine needs to know of a bucket; it crosses to another process as text. */
export type BucketDraft = Parameters<HostBook["save"]>[0];

export type Machine = Awaited<ReturnType<typeof startMachine>>;

/**
 * One computer: a library, the app's data, and the mirror over both, as it ships. Waiting takes no
 * time but for what `quietMs` asks.
 */
export async function startMachine(options: {
	/** Holds the library and the app's data; made and taken away by whoever calls. */
	readonly folder: string;
	readonly draft: BucketDraft;
	readonly name: string;
	readonly automatic?: boolean;
	/** Milliseconds by which this computer's clock is ahead. */
	readonly ahead?: number;
}) {
	const { folder, draft, name } = options;
	const library = join(folder, "library");
	const dataFolder = join(folder, "data");
	await mkdir(join(library, ".seedcase"), { recursive: true });
	await mkdir(dataFolder, { recursive: true });
	const box = createWeakBox(join(dataFolder, "weak-key"));
	const clock = {
		...systemClock,
		now: () => Date.now() + (options.ahead ?? 0),
		// Pauses between tries are for servers; here they would only be waited out.
		sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(Math.min(ms, 20), signal),
	};
	let rows: readonly HostRecord[] = [];
	const hosts = new HostBook({
		file: {
			read: () => rows,
			write: (next) => {
				rows = next;
			},
		},
		...{ box, weakBox: box, onChange: () => {} },
	});
	const host = await hosts.save(draft);
	const network = createNetwork();
	const told: Activity[] = [];
	const activities = createActivities({
		clock,
		tell: (activity) => told.push(activity),
		dismissed: () => {},
	});
	const fetched: string[] = [];
	const settings = join(dataFolder, "mirrors.json");
	let kept: unknown = await readFile(settings, "utf8").then(JSON.parse, () => []);
	const http = createHttpClient({ clock, log: silentLog });
	const mirror = new Mirror({
		...{ libraryFolder: library, dataFolder, http, hosts, clock, network, activities },
		...{ log: silentLog, quietMs: 10, tell: () => {}, folderOf: () => undefined },
		file: {
			read: () => kept,
			write: (records) => {
				kept = records;
			},
		},
		onFetched: (path) => fetched.push(path),
	});
	const { automatic = false } = options;
	await mirror.save({ host: host.id, prefix: "seedcase", machine: name, automatic });
	await writeFile(settings, JSON.stringify(kept));
	const ended = (run: RunId): Activity => {
		const last = told.filter(({ id }) => id === run).at(-1);
		if (last?.endedAt === undefined) throw new Error("it has not ended");
		return last;
	};
	return {
		...{ library, mirror, activities, network, hosts, fetched, told },
		/** Mirrors everything and waits for the end. */
		run: async (): Promise<Activity> => {
			const run = RunId.parse(randomUUID());
			await mirror.start(run);
			await mirror.settled();
			return ended(run);
		},
		fetch: async (id: string, target: string): Promise<Activity> => {
			const run = RunId.parse(randomUUID());
			await mirror.fetch(run, id, target);
			await mirror.settled();
			return ended(run);
		},
		close: async () => {
			await activities.close();
			await mirror.close();
			await http.close();
		},
	};
}

export function newFolder(): Promise<string> {
	return mkdtemp(join(tmpdir(), "seedcase-mirror-"));
}

/** Puts files below a folder. */
export async function fill(
	root: string,
	files: Readonly<Record<string, Uint8Array | string>>,
): Promise<void> {
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(root, path)), { recursive: true });
		await writeFile(join(root, path), content);
	}
}

/** Some days of jobs with pictures, references, a board and something in the trash. */
export function someLibrary(seed: string, jobs = 6): Readonly<Record<string, string>> {
	const files: Record<string, string> = {
		[`references/ab/${seed}.png`]: `reference ${seed}`,
		"references/shelf.json": `{"shelf":"${seed}"}`,
		"boards/a.json": `{"board":"${seed}"}`,
		[`trash/pictures/${seed}/01.png`]: `trashed ${seed}`,
		".seedcase/index.db": "a cache",
		"2026-11/.DS_Store": "of the system",
	};
	for (let job = 0; job < jobs; job += 1) {
		const folder = `2026-${job % 2 === 0 ? "10" : "11"}/0${(job % 5) + 1}-熊猫 panda-${seed}${job}`;
		files[`${folder}/01.png`] = `picture ${seed} ${job} one`;
		files[`${folder}/02.png`] = `picture ${seed} ${job} two`;
		files[`${folder}/recipe.json`] = JSON.stringify({ seed, job });
	}
	return files;
}

/** Every file below a folder with the hash of its bytes, but for the app's own. */
export async function contentOf(root: string): Promise<Readonly<Record<string, string>>> {
	const found: Record<string, string> = {};
	for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		const inside = path.slice(root.length + 1).replaceAll("\\", "/");
		const isOwn = inside.startsWith(".seedcase") || entry.name === ".DS_Store";
		if (!entry.isFile() || isOwn) continue;
		found[inside] = createHash("sha256")
			.update(await readFile(path))
			.digest("hex");
	}
	return found;
}

/** How often each blob arrived at the server. */
export function blobPuts(s3: S3Server): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const one of s3.seen()) {
		const hash = /^PUT .*\/blobs\/([0-9a-f]{64})$/.exec(one)?.[1];
		if (hash !== undefined) counts.set(hash, (counts.get(hash) ?? 0) + 1);
	}
	return counts;
}

export async function removeFolder(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true });
}
