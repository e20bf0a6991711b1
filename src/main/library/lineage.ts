import { setImmediate as breath } from "node:timers/promises";
import { appError } from "../../contract/errors.ts";
import { type ImageId, type JobId, ReferenceId } from "../../contract/ids.ts";
import {
	type Lineage,
	type LineageJob,
	type LineageLink,
	MAX_JOB_PICTURES,
	MAX_LINEAGE_JOBS,
} from "../../contract/lineage.ts";
import type { LineageJobRow, LineageRows } from "../store/lineage-rows.ts";
import type { LivingIndex } from "./living-index.ts";

/** Records read at once. */
const READ_AT_ONCE = 200;

/** A job to be walked on from. `up`: to what it was made of. `down`: to what was made of its pictures. */
type Step = { readonly job: JobId; readonly way: "up" | "down" };

/**
 * What a picture came from and what came of it: its job, the pictures that job was made of, their
 * jobs and so on, and the jobs made of it, their pictures and so on; the nearest first.
 * @throws AppError `image-not-found`
 */
export async function readLineage(
	image: ImageId,
	index: Pick<LivingIndex, "use">,
): Promise<Lineage> {
	const ask = <T>(question: (rows: LineageRows) => T): T =>
		index.use((rows) => question(rows.lineage));
	const [self] = ask((rows) => rows.images([image]));
	if (self === undefined) throw appError("image-not-found");
	const walk = createWalk(ask);
	walk.reach(self.job, "up");
	walk.follow(
		ask((rows) => rows.linksFrom(image, MAX_LINKS)),
		"down",
	);
	for (let step = walk.next(); step !== undefined; step = walk.next()) {
		const { job, way } = step;
		walk.follow(
			ask((rows) => (way === "up" ? rows.linksTo(job) : rows.linksFromJob(job, MAX_LINKS))),
			way,
			job,
		);
		await breath();
	}
	walk.join();
	const jobs = walk.jobs().map((row) => ask((rows) => lineageJob(row, rows)));
	const links = walk.links();
	const named = new Set([
		image,
		...links.map(({ from }) => from),
		...jobs.flatMap((job) => job.images),
	]);
	return {
		image,
		jobs,
		links,
		images: await recordsOf([...named], ask),
		more: walk.more(),
	};
}

/** Of one picture or job; more than jobs are shown. */
const MAX_LINKS = 4 * MAX_LINEAGE_JOBS;

type Ask = <T>(question: (rows: LineageRows) => T) => T;

/** The walk itself: which jobs were reached, by which links, and where it had to stop. */
function createWalk(ask: Ask) {
	const jobs = new Map<JobId, LineageJobRow>();
	const links = new Map<string, LineageLink>();
	const walked = new Set<string>();
	const more = new Set<JobId>();
	const queue: Step[] = [];

	/** @returns false when there is no room for it */
	const reach = (id: JobId, way: Step["way"]): boolean => {
		if (!jobs.has(id)) {
			const row = ask((rows) => rows.job(id));
			// Imported pictures have no job that made them.
			if (row === undefined) return true;
			if (jobs.size >= MAX_LINEAGE_JOBS) return false;
			jobs.set(id, row);
		}
		const key = `${way} ${id}`;
		if (!walked.has(key)) {
			walked.add(key);
			queue.push({ job: id, way });
		}
		return true;
	};
	return {
		reach,
		/** @param at the job these are links of */
		follow: (found: readonly LineageLink[], way: Step["way"], at?: JobId) => {
			const parents = way === "up" ? jobOfEach(found, ask) : undefined;
			for (const link of found) {
				const other = parents === undefined ? link.to : parents.get(link.from);
				if (other !== undefined && !reach(other, way)) {
					if (at !== undefined) more.add(at);
					continue;
				}
				links.set(keyOf(link), link);
			}
		},
		/** A job may also come from another one that was reached on a different way. */
		join: () => {
			for (const id of jobs.keys()) {
				const found = ask((rows) => rows.linksTo(id));
				const parents = jobOfEach(found, ask);
				for (const link of found) {
					const parent = parents.get(link.from);
					if (parent !== undefined && jobs.has(parent)) links.set(keyOf(link), link);
				}
			}
		},
		next: () => queue.shift(),
		jobs: () => [...jobs.values()],
		links: () => [...links.values()],
		more: () => [...more],
	};
}

function keyOf({ from, to, why }: LineageLink): string {
	return `${from} ${to} ${why}`;
}

/** The jobs that made the pictures links come from. */
function jobOfEach(links: readonly LineageLink[], ask: Ask): ReadonlyMap<ImageId, JobId> {
	const ids = [...new Set(links.map(({ from }) => from))];
	return new Map(ask((rows) => rows.images(ids)).map(({ id, job }) => [id, job]));
}

function lineageJob(row: LineageJobRow, rows: LineageRows): LineageJob {
	const references = rows.referencesOf(row.id);
	const known = rows.known(references);
	return {
		id: row.id,
		createdAt: row.created_at ?? 0,
		prompt: row.prompt,
		...(row.gateway !== null && { gateway: row.gateway }),
		gatewayTitle: row.gateway_title,
		modelTitle: row.model_title,
		...(row.usd !== null && { usd: row.usd }),
		references: references.flatMap((text) =>
			known.has(text) ? [] : (ReferenceId.safeParse(text).data ?? []),
		),
		images: [...rows.keptImages(row.id, MAX_JOB_PICTURES)],
		pictures: rows.pictureCount(row.id),
	};
}

async function recordsOf(ids: readonly ImageId[], ask: Ask): Promise<Lineage["images"]> {
	const records: Lineage["images"] = [];
	for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
		if (at > 0) await breath();
		records.push(...ask((rows) => rows.images(ids.slice(at, at + READ_AT_ONCE))));
	}
	return records;
}
