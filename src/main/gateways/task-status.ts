import type { Source } from "../../contract/capability.ts";

/** The words by which a gateway says how a task is doing, in lower case. */
export type TaskWords = {
	readonly waiting: readonly string[];
	readonly done: readonly string[];
	readonly failed: readonly string[];
	readonly cancelled: readonly string[];
	readonly sources: readonly Source[];
};

/** `unknown`: a word of no page, which is taken for "still working". */
export type TaskState = "waiting" | "done" | "failed" | "cancelled" | "unknown";

/** What a gateway's word means; blanks and capitals around it do not matter. */
export function taskState(word: string, words: TaskWords): TaskState {
	const plain = word.trim().toLowerCase();
	if (words.done.includes(plain)) return "done";
	if (words.failed.includes(plain)) return "failed";
	if (words.cancelled.includes(plain)) return "cancelled";
	return words.waiting.includes(plain) ? "waiting" : "unknown";
}

/**
 * Other services' words for "done". No page of a gateway here has them, so alone they say nothing;
 * with pictures beside them they are believed.
 */
const wordsLikeDone: readonly string[] = [
	"complete",
	"done",
	"finished",
	"ok",
	"partial",
	"partially_completed",
	"ready",
	"succeed",
	"succeeded",
	"success",
	"successful",
];

/** Whether an unknown word may be believed to mean "done" when pictures stand beside it. */
export function soundsDone(word: string): boolean {
	return wordsLikeDone.includes(word.trim().toLowerCase());
}
