import { create } from "zustand";
import type { Failure } from "../../../contract/errors.ts";
import type { RequestChange } from "../../../contract/what-changes.ts";
import type { TakingProgress } from "../../state/take-pictures.ts";
import type { TargetName } from "../../state/targets.ts";

/** Why something that was given did not become a reference. */
export type ReferenceFailure = {
	readonly id: number;
	readonly why:
		| { readonly kind: "failure"; readonly failure: Failure }
		| { readonly kind: "no-pictures" | "no-file" | "nothing" | "gone"; readonly name: string }
		| { readonly kind: "left-out"; readonly count: number; readonly limit: number };
};

/** Pictures that may take a while to come in: folders, and pictures of the web. */
export type Taking = {
	readonly stop: () => void;
	/** Absent until something is known. */
	readonly progress: TakingProgress | undefined;
};

/** Beside the form's own target: four jobs at once, as `SubmitOrder` has it. */
export const MOST_COMPARED = 3;

type ComposeState = {
	/** True once the designer has worked on the prompt: before, an empty one is no mistake. */
	readonly promptTouched: boolean;
	/** True while an `@` has its list open: what is being named is not wrong yet. */
	readonly choosingMention: boolean;
	/** Pictures being read in, each drawn as a tile that is on its way. */
	readonly reading: number;
	/** What of that can be stopped. */
	readonly takings: readonly Taking[];
	/** The reference whose name and role are being written, as its key. */
	readonly naming: string | undefined;
	/** True while the system's file dialog is open or its answer is being read. */
	readonly picking: boolean;
	readonly referenceFailures: readonly ReferenceFailure[];
	/** Why the last request was not taken; until the next try, or until it is dismissed. */
	readonly sendFailure: Failure | undefined;
	/** Why the last change of model could not be remembered. */
	readonly memoryFailure: Failure | undefined;
	/** Why what was in the form at the last start did not come back; until it is dismissed. */
	readonly formLost: Failure | undefined;
	/** Why what is in the form would not come back at the next start; until it would. */
	readonly formUnkept: Failure | undefined;
	/** Other targets the same wish goes to, to be compared. */
	readonly compared: readonly TargetName[];
	/** What the last change of model changed in the form; until it is dismissed. */
	readonly adjusted:
		| { readonly to: TargetName; readonly changes: readonly RequestChange[] }
		| undefined;
	/** The latest thing to be read out; the number makes the same words new again. */
	readonly said: { readonly text: string; readonly turn: number };
};

/** What the form shows besides the draft itself. */
export const useCompose = create<ComposeState>()(() => ({
	promptTouched: false,
	choosingMention: false,
	reading: 0,
	takings: [],
	naming: undefined,
	picking: false,
	referenceFailures: [],
	sendFailure: undefined,
	memoryFailure: undefined,
	formLost: undefined,
	formUnkept: undefined,
	compared: [],
	adjusted: undefined,
	said: { text: "", turn: 0 },
}));

export function patchCompose(patch: Partial<Omit<ComposeState, "said">>): void {
	useCompose.setState(patch);
}

/** Has a screen reader say something that is plain to the eye. */
export function sayAloud(text: string): void {
	useCompose.setState(({ said }) => ({ said: { text, turn: said.turn + 1 } }));
}

/** Notes one picture on its way in. @returns a function that ends it */
export function beginReading(pictures: number): () => void {
	useCompose.setState(({ reading }) => ({ reading: reading + pictures }));
	return () => useCompose.setState(({ reading }) => ({ reading: reading - pictures }));
}

/** Puts `next` in the place of one that goes on, at the end when it is new; undefined: it is over. */
export function setTaking({ stop }: Taking, next: Taking | undefined): void {
	useCompose.setState(({ takings }) => {
		const at = takings.findIndex((one) => one.stop === stop);
		const put = next === undefined ? [] : [next];
		return { takings: takings.toSpliced(at < 0 ? takings.length : at, at < 0 ? 0 : 1, ...put) };
	});
}

let failuresSoFar = 0;

export function noteReferenceFailures(whys: readonly ReferenceFailure["why"][]): void {
	const failures = whys.map((why) => {
		failuresSoFar += 1;
		return { id: failuresSoFar, why };
	});
	useCompose.setState(({ referenceFailures }) => ({
		referenceFailures: [...referenceFailures, ...failures],
	}));
}

/** Takes one failure off the list, or all of them. */
export function dismissReferenceFailure(id?: number): void {
	useCompose.setState(({ referenceFailures }) => ({
		referenceFailures: id === undefined ? [] : referenceFailures.filter((one) => one.id !== id),
	}));
}
