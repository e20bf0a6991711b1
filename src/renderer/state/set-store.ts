import { create } from "zustand";
import type { Failure } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import type { Job } from "../../contract/jobs.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { SetChange, SetDetail } from "../../contract/sets.ts";
import { ask, failureOf, hear } from "../bridge/client.ts";
import { withChange, withRecords } from "./set-frames.ts";

/** Something the designer did that main has not confirmed yet. */
type Pending = (detail: SetDetail) => SetDetail;

type SetState = {
	/** As it was asked for: the job the set began with, or any job of it. */
	readonly asked: JobId | undefined;
	/** As main told it. */
	readonly told: SetDetail | undefined;
	readonly pending: readonly Pending[];
	/** As it is shown: what was told, with everything the designer has done to it since. */
	readonly detail: SetDetail | undefined;
	/** Why it cannot be had. */
	readonly missing: Failure | undefined;
	/** Why the last change was not kept; until the next goes well or it is dismissed. */
	readonly problem: Failure | undefined;
};

const nothing: SetState = {
	asked: undefined,
	told: undefined,
	pending: [],
	detail: undefined,
	missing: undefined,
	problem: undefined,
};

/** The set on screen. */
export const useSet = create<SetState>()(() => nothing);

let isAsking = false;
let asksAgain = false;

/** Loads a set and keeps it as it becomes. @returns a function that ends it */
export function followSet(job: JobId): () => void {
	useSet.setState({ ...nothing, asked: job });
	const ends = [
		hear("jobs.changed", (changed) => {
			if (concerns(changed)) refreshSet();
		}),
		hear("jobs.dismissed", (id) => {
			if (isOfSet(id)) refreshSet();
		}),
		hear("sets.changed", (set) => {
			if (isOfSet(set)) refreshSet();
		}),
		hear("library.added", (added) => {
			if (added.some(({ job: made }) => isOfSet(made))) refreshSet();
		}),
		hear("library.marked", (records) => takeRecords(records)),
		hear("library.rebuilt", refreshSet),
	];
	refreshSet();
	return () => {
		for (const end of ends) end();
		useSet.setState(nothing);
	};
}

/** Asks for the set anew: one question at a time, and one more when something happened meanwhile. */
export function refreshSet(): void {
	if (isAsking) {
		asksAgain = true;
		return;
	}
	const { asked } = useSet.getState();
	if (asked === undefined) return;
	isAsking = true;
	void ask("sets.get", asked)
		.then(
			(told) => {
				if (useSet.getState().asked === asked) put({ told, missing: undefined });
			},
			(thrown) => {
				if (useSet.getState().asked === asked) useSet.setState({ missing: failureOf(thrown) });
			},
		)
		.finally(() => {
			isAsking = false;
			const isOther = useSet.getState().asked !== asked;
			if (!asksAgain && !isOther) return;
			asksAgain = false;
			refreshSet();
		});
}

/**
 * Shows something at once, and does it; when main cannot, it is taken back and `problem` says why.
 * @param send what main is asked, and what it said in answer
 * @returns whether it worked
 */
export async function changeAtOnce(
	change: Pending,
	send: () => Promise<(told: SetDetail) => SetDetail>,
): Promise<boolean> {
	const { asked } = useSet.getState();
	const mine: Pending = (detail) => change(detail);
	put({ pending: [...useSet.getState().pending, mine] });
	const settle = (answer: Pending) => {
		const { told, pending } = useSet.getState();
		if (useSet.getState().asked !== asked) return;
		put({
			told: told && answer(told),
			pending: pending.filter((one) => one !== mine),
		});
	};
	try {
		settle(await send());
		useSet.setState({ problem: undefined });
		return true;
	} catch (thrown) {
		settle((told) => told);
		useSet.setState({ problem: failureOf(thrown) });
		return false;
	}
}

/** Changes the arrangement of the set on screen. @returns whether it worked; if not, `problem` says why */
export async function arrangeSet(change: Omit<SetChange, "set">): Promise<boolean> {
	const { detail } = useSet.getState();
	if (detail === undefined) return false;
	return changeAtOnce(
		(shown) => withChange(shown, change),
		async () => {
			const answer = await ask("sets.change", { set: detail.set, ...change });
			return () => answer;
		},
	);
}

export function dismissSetProblem(): void {
	useSet.setState({ problem: undefined });
}

function put(patch: Partial<Pick<SetState, "told" | "pending" | "missing">>): void {
	useSet.setState((state) => {
		const { told, pending } = { ...state, ...patch };
		return { ...patch, detail: told && pending.reduce((shown, change) => change(shown), told) };
	});
}

function takeRecords(records: readonly ImageRecord[]): void {
	const { told } = useSet.getState();
	if (told !== undefined) put({ told: withRecords(told, records) });
}

function isOfSet(id: JobId): boolean {
	const { asked, told } = useSet.getState();
	return id === asked || id === told?.set || (told?.jobs.includes(id) ?? false);
}

function concerns({ id, request }: Job): boolean {
	return isOfSet(id) || (request.follows !== undefined && isOfSet(request.follows.set));
}
