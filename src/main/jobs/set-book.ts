import { appError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import type { Recipe, SetArrangement } from "../../contract/library.ts";
import type { SetChange, SetDetail } from "../../contract/sets.ts";
import { assembleSet } from "../library/assemble-set.ts";
import type { Library } from "../library/library.ts";
import { type SetJob, setJobOfRecipe } from "../library/set-job.ts";
import type { JournalJob, JournalRepo } from "../store/journal-repo.ts";
import type { Emit } from "./job-ports.ts";
import { recipeOf } from "./recipe-of.ts";
import { setJobOfJournal } from "./set-job-of-journal.ts";

/** Nobody mends a set this often; a library that was made up may say so. */
const MAX_JOBS = 1_000;

export type SetPorts = {
	readonly journal: Pick<JournalRepo, "get" | "following">;
	readonly library: Pick<Library, "imagesOf" | "sets">;
	readonly emit: Emit;
};

/** What is known of a job: from the journal, or from the recipe in its folder. */
type Known =
	| { readonly from: "journal"; readonly job: JournalJob }
	| { readonly from: "recipe"; readonly recipe: Recipe };

/** Sets, joined from the journal's jobs and the library's recipes. */
export class SetBook {
	readonly #ports: SetPorts;

	constructor(ports: SetPorts) {
		this.#ports = ports;
	}

	/**
	 * The set a job belongs to, whichever of its jobs it is.
	 * @throws AppError `set-not-found`
	 */
	async get(job: JobId): Promise<SetDetail> {
		const known = this.#memory();
		const root = await rootOf(job, known);
		return this.#detail(root, known);
	}

	/**
	 * Changes how a set is arranged, in the recipe of the job it began with.
	 * @throws AppError `set-not-found`, also when the folder of that job is gone
	 */
	async change({ set: id, ...change }: SetChange): Promise<SetDetail> {
		const known = this.#memory();
		const root = await rootOf(id, known);
		const found = await known(root);
		if (found === undefined) throw appError("set-not-found");
		const recipe = found.from === "journal" ? recipeOf(found.job) : found.recipe;
		await this.#ports.library.sets.change(recipe, (merged) => rearranged(merged, change));
		this.#ports.emit("sets.changed", root);
		return this.#detail(root, this.#memory());
	}

	async #detail(root: JobId, known: Memory): Promise<SetDetail> {
		const first = await known(root);
		if (first === undefined) throw appError("set-not-found");
		const followers = await this.#followers(root, known);
		const all = [first, ...followers];
		const replaced = new Set(
			all.flatMap((one) =>
				one.from === "journal" ? [one.job.retryOf ?? [], one.job.fallbackFor ?? []].flat() : [],
			),
		);
		const [begun, ...others] = all.map((one) => this.#setJob(one, replaced));
		if (begun === undefined) throw appError("set-not-found");
		const recipe = first.from === "recipe" ? first.recipe : await this.#ports.library.sets.of(root);
		return assembleSet(begun, others, recipe?.marks ?? {});
	}

	/** Everything that names the root, or something that does. */
	async #followers(root: JobId, known: Memory): Promise<readonly Known[]> {
		const seen = new Set([root]);
		const found: Known[] = [];
		for (const at of seen) {
			const { journal, library } = this.#ports;
			const next = [...journal.following(at).map(({ id }) => id), ...library.sets.following(at)];
			for (const id of next) {
				if (seen.has(id) || seen.size >= MAX_JOBS) continue;
				seen.add(id);
				const one = await known(id);
				if (one !== undefined) found.push(one);
			}
		}
		return found;
	}

	#setJob(known: Known, replaced: ReadonlySet<JobId>): SetJob {
		const { library } = this.#ports;
		if (known.from === "recipe") {
			return setJobOfRecipe(known.recipe, library.imagesOf(known.recipe.job));
		}
		const { job } = known;
		return setJobOfJournal(job, library.imagesOf(job.id), replaced.has(job.id));
	}

	/** Looks every job up once. */
	#memory(): Memory {
		const { journal, library } = this.#ports;
		const looked = new Map<JobId, Promise<Known | undefined>>();
		const look = async (id: JobId): Promise<Known | undefined> => {
			const job = journal.get(id);
			if (job !== undefined) return { from: "journal", job };
			const recipe = await library.sets.of(id);
			return recipe === undefined ? undefined : { from: "recipe", recipe };
		};
		return (id) => {
			const found = looked.get(id) ?? look(id);
			looked.set(id, found);
			return found;
		};
	}
}

type Memory = (id: JobId) => Promise<Known | undefined>;

/**
 * The job a set began with, going back from any job of it. Recipes can be made up: a job that is not
 * known ends the way, and of jobs that name each other in a circle the oldest is the first.
 */
async function rootOf(job: JobId, known: Memory): Promise<JobId> {
	const way = [job];
	for (let at = job; ; ) {
		const next = await namedBy(at, known);
		if (next === undefined || (await known(next)) === undefined) return at;
		const circle = way.indexOf(next);
		if (circle >= 0) return way.slice(circle).sort()[0] ?? at;
		if (way.length >= MAX_JOBS) return at;
		way.push(next);
		at = next;
	}
}

async function namedBy(id: JobId, known: Memory): Promise<JobId | undefined> {
	const found = await known(id);
	const request = found?.from === "journal" ? found.job.request : found?.recipe.request;
	return request?.follows?.set;
}

/** The recipe with what the change says; what it does not say stays. */
export function rearranged(recipe: Recipe, change: Omit<SetChange, "set">): Recipe {
	const { title: _, set: before = {}, ...marks } = recipe.marks;
	const title = change.title ?? recipe.marks.title ?? "";
	const captions = Object.entries({ ...before.captions, ...change.captions });
	const order = change.order ?? before.order ?? [];
	const shown = { ...before.shown, ...change.shown };
	const set: SetArrangement = {
		...(order.length > 0 && { order }),
		...(captions.some(([, text]) => text !== "") && {
			captions: Object.fromEntries(captions.filter(([, text]) => text !== "")),
		}),
		...(Object.keys(shown).length > 0 && { shown }),
	};
	return {
		...recipe,
		marks: {
			...marks,
			...(title !== "" && { title }),
			...(Object.keys(set).length > 0 && { set }),
		},
	};
}
