import { type CustomTask, plainWord } from "./custom-gateway.ts";
import { besidePlace, valueAt, valuesAt } from "./place-in-json.ts";

/** Where the designer says that things stand in a reply about a task. */
export type TaskPlaces = Pick<
	CustomTask,
	"idPlace" | "statusPlace" | "resultPlace" | "errorPlace" | "doneWords" | "failedWords"
>;

/** Something read out of a reply, and where it stood. */
export type Found<T> = {
	readonly value: T;
	readonly place: string;
	/** It stood at the designer's own place; otherwise at one where it stands in many services. */
	readonly own: boolean;
};

/** One picture of a reply: an address, or its bytes in base64. */
export type FoundPicture = { readonly link: string } | { readonly base64: string };

/** `unsaid`: no state word was found. */
export type TaskPhase = "done" | "failed" | "working" | "unsaid";

/** Everything that can be read out of a reply about a task. */
export type TaskReading = {
	readonly id?: Found<string>;
	readonly status?: Found<string>;
	readonly phase: TaskPhase;
	/** False: a word that is neither the designer's nor known from other services. */
	readonly known: boolean;
	readonly pictures: Found<readonly [FoundPicture, ...FoundPicture[]]> | undefined;
	/** The list at the designer's place is there, and empty: no other place would help. */
	readonly empty: boolean;
	readonly error?: Found<{ readonly code?: string; readonly message?: string }>;
	/** 0 to 100. */
	readonly progress?: number;
};

/**
 * Where these things stand in the services the app knows (gateway reference 1.1, 1.2, 2.1, 2.2,
 * 3.1, 3.2 and 6, read 2026-11-21): looked at only when the designer's own place is empty, because
 * a task that was paid for must be found again in spite of a slip of the pen.
 */
export const usualPlaces = {
	id: ["id", "task_id", "taskId", "data.id", "data.task_id", "data.taskId", "data[0].task_id"],
	status: ["status", "data.status", "state", "data.state", "task_status", "data.task_status"],
	result: [
		"results[]",
		"result.data[].url",
		"output.image_urls[]",
		"data.result.images[].url",
		"data.results[]",
		"data.outputs[]",
		"data.output.image_urls[]",
		"images[].url",
		"data[].url",
		"url",
	],
	error: ["error", "data.error", "fail_reason", "data.fail_reason"],
	upload: ["data.url", "url", "data.file_url", "file_url", "data.download_url"],
} as const;

/** Words for "still at it" in the services the app knows (the same sections of the reference). */
const workingWords: ReadonlySet<string> = new Set([
	...["pending", "queued", "queuing", "queueing", "in_queue", "waiting", "submitted", "created"],
	...["processing", "in_progress", "running", "generating", "starting", "started", "working"],
]);

const MAX_ID = 300;
const MAX_PICTURES = 100;

/** Reads a reply about a task. It never throws, whatever the reply holds. */
export function readTaskReply(json: unknown, places: TaskPlaces): TaskReading {
	const id = find(json, places.idPlace, usualPlaces.id, taskId);
	const status = find(json, places.statusPlace, usualPlaces.status, word);
	const { phase, known } = phaseOf(status?.value, places);
	const error = find(json, places.errorPlace, usualPlaces.error, errorAt);
	const progress = status && progressAt(valueAt(json, besidePlace(status.place, "progress")));
	return {
		...(id && { id }),
		...(status && { status }),
		phase,
		known,
		pictures: picturesAt(json, places.resultPlace, usualPlaces.result),
		empty: isEmptyList(json, places.resultPlace),
		...(error && { error }),
		...(progress !== undefined && { progress }),
	};
}

/** The link an upload's reply gives. */
export function linkOfUpload(json: unknown, place: string): Found<string> | undefined {
	return find(json, place, usualPlaces.upload, (value) => {
		const picture = picturesIn(value, 2)[0];
		return picture !== undefined && "link" in picture ? picture.link : undefined;
	});
}

/** The first place, the designer's own before all others, where something stands that can be read. */
function find<T>(
	json: unknown,
	own: string,
	usual: readonly string[],
	read: (value: unknown) => T | undefined,
): Found<T> | undefined {
	for (const place of [own, ...usual]) {
		for (const value of valuesAt(json, place)) {
			const found = read(value);
			if (found !== undefined) return { value: found, place, own: place === own };
		}
	}
	return undefined;
}

function picturesAt(json: unknown, own: string, usual: readonly string[]): TaskReading["pictures"] {
	for (const place of [own, ...usual]) {
		const [first, ...rest] = valuesAt(json, place).flatMap((value) => picturesIn(value, 3));
		if (first === undefined) continue;
		return { value: [first, ...rest.slice(0, MAX_PICTURES - 1)], place, own: place === own };
	}
	return undefined;
}

function isEmptyList(json: unknown, place: string): boolean {
	const [list = ""] = place.split("[");
	const found = list.trim() === "" ? json : valueAt(json, list);
	return Array.isArray(found) && found.length === 0;
}

/** Names under which services keep a picture inside an object. */
const pictureNames = ["url", "image_url", "b64_json", "base64", "image"] as const;

/** A link, a data URL, base64, an object that holds one of them, or a list of such. */
function picturesIn(value: unknown, depth: number): readonly FoundPicture[] {
	if (typeof value === "string") return pictureIn(value.trim());
	if (typeof value !== "object" || value === null || depth === 0) return [];
	if (Array.isArray(value)) return value.flatMap((entry) => picturesIn(entry, depth - 1));
	for (const name of pictureNames) {
		const found = picturesIn(valueAt(value, name), depth - 1);
		if (found.length > 0) return found;
	}
	return [];
}

/** Shorter text is a word or an id, never a picture. */
const SHORTEST_BASE64 = 64;

function pictureIn(text: string): readonly FoundPicture[] {
	if (/^https?:\/\/\S+$/i.test(text)) return [{ link: text }];
	if (/^data:[^,]{0,200};base64,/i.test(text)) {
		return [{ base64: text.slice(text.indexOf(",") + 1) }];
	}
	const isBase64 = text.length >= SHORTEST_BASE64 && /^[\w+/\r\n-]+={0,2}$/.test(text);
	return isBase64 ? [{ base64: text }] : [];
}

/** An id goes into an address, so one that climbs out of it is none. */
function taskId(value: unknown): string | undefined {
	const text = word(value);
	return text === undefined || text.length > MAX_ID || /^\.+$/.test(text) ? undefined : text;
}

function word(value: unknown): string | undefined {
	if (typeof value === "number" || typeof value === "boolean") return String(value);
	return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function phaseOf(
	status: string | undefined,
	{ doneWords, failedWords }: Pick<TaskPlaces, "doneWords" | "failedWords">,
): Pick<TaskReading, "phase" | "known"> {
	if (status === undefined) return { phase: "unsaid", known: false };
	const said = plainWord(status);
	if (doneWords.some((one) => plainWord(one) === said)) return { phase: "done", known: true };
	if (failedWords.some((one) => plainWord(one) === said)) return { phase: "failed", known: true };
	return { phase: "working", known: workingWords.has(said) };
}

function errorAt(value: unknown): { code?: string; message?: string } | undefined {
	// `false`, 0 and the like say that there is none.
	if (typeof value === "string") return value.trim() === "" ? undefined : { message: value.trim() };
	const code = word(valueAt(value, "code")) ?? word(valueAt(value, "type"));
	const message =
		word(valueAt(value, "message")) ??
		word(valueAt(value, "msg")) ??
		word(valueAt(value, "detail"));
	if (code === undefined && message === undefined) return undefined;
	return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}

function progressAt(value: unknown): number | undefined {
	const said = typeof value === "string" ? Number(value.replace(/%\s*$/, "")) : value;
	return typeof said === "number" && said >= 0 && said <= 100 ? said : undefined;
}
