import { z } from "zod";
import { appError, Failure } from "../../contract/errors.ts";
import { IncomingToken, RunId } from "../../contract/ids.ts";
import { INCOMING_URL, MAX_INCOMING_BYTES } from "../../contract/media.ts";
import { isPublicLink } from "../../contract/public-link.ts";
import type { Gathering, Reference } from "../../contract/references.ts";
import { AskError, ask, failureOf, hear } from "../bridge/client.ts";
import type { DropContents, LoosePicture } from "./read-drop.ts";

/** How far a long import is. While folders are searched nobody knows how many there will be. */
export type TakingProgress = {
	readonly stage: "looking" | "reading";
	readonly found: number;
	readonly done: number;
};

export type TakeOptions = {
	/** The most pictures that are taken in. */
	readonly limit: number;
	/** Called as pictures of folders are found and read. */
	readonly onProgress?: (progress: TakingProgress) => void;
	/** Called with pictures as they come in; all of them are in the answer again. */
	readonly onTaken?: (references: readonly Reference[]) => void;
	/** Stops it; what was read stays. */
	readonly signal?: AbortSignal;
	/** True: a picture of the web is handed back as its address, where that is a public one, instead of being fetched. */
	readonly keepsLinks?: boolean;
};

export type TakenPictures = {
	/** In the order found. */
	readonly references: readonly Reference[];
	/** Addresses, where `keepsLinks` asked for them. */
	readonly links: readonly string[];
	/** What did not become a reference. One bad file never keeps the others out. */
	readonly problems: readonly { readonly name: string; readonly error: Failure }[];
	/** Pictures beyond the limit. */
	readonly leftOut: number;
	/** Files in folders that are no pictures by their name. */
	readonly passedOver: number;
	/** True when it was stopped before the end. */
	readonly stopped: boolean;
};

/** An event that is not there by then was lost with the window's connection. */
const PATIENCE_MS = 5_000;

const nothing: TakenPictures = {
	references: [],
	links: [],
	problems: [],
	leftOut: 0,
	passedOver: 0,
	stopped: false,
};

/**
 * Makes references of what a drop or paste holds (`readTransfer`). Never throws: what went wrong is
 * among the problems.
 */
export async function takePictures(
	contents: Pick<DropContents, "paths" | "loose">,
	options: TakeOptions,
): Promise<TakenPictures> {
	const linkOf = ({ url }: LoosePicture) =>
		options.keepsLinks === true && url !== undefined && isPublicLink(url) ? url : undefined;
	const links = contents.loose.flatMap((picture) => linkOf(picture) ?? []);
	const others = contents.loose.filter((picture) => linkOf(picture) === undefined);
	const files = contents.paths.length === 0 ? nothing : await gather(contents.paths, options);
	const limit = Math.max(0, options.limit - files.references.length);
	const loose = await takeLoose(others, { ...options, limit });
	return {
		references: [...files.references, ...loose.references],
		links,
		problems: [...files.problems, ...loose.problems],
		leftOut: files.leftOut + loose.leftOut,
		passedOver: files.passedOver,
		stopped: files.stopped || loose.stopped,
	};
}

/** Files and folders; what was read before something broke stays. */
async function gather(
	paths: readonly string[],
	{ limit, onProgress, onTaken, signal }: TakeOptions,
): Promise<TakenPictures> {
	if (limit < 1) return { ...nothing, leftOut: paths.length };
	if (signal?.aborted === true) return { ...nothing, stopped: true };
	const run = RunId.parse(crypto.randomUUID());
	const references: Reference[] = [];
	const problems: { name: string; error: Failure }[] = [];
	const take = (word: Gathering) => {
		references.push(...word.references);
		problems.push(...word.problems);
		if (word.references.length > 0) onTaken?.(word.references);
		if (word.stage === "looking" || word.stage === "reading") {
			onProgress?.({ stage: word.stage, found: word.found, done: word.done });
		}
	};
	const lastWord = Promise.withResolvers<void>();
	const deaf = hear("references.gathered", (word) => {
		if (word.run !== run) return;
		take(word);
		if (word.stage === "done" || word.stage === "stopped") lastWord.resolve();
	});
	// A run that has ended meanwhile has nothing left to stop.
	const stop = () => void ask("references.stopGather", run).catch(() => {});
	signal?.addEventListener("abort", stop);
	try {
		const last = await ask("references.gather", { run, paths: [...paths], limit });
		await withinPatience(lastWord.promise);
		const { leftOut, passedOver, stage } = last;
		return { ...nothing, references, problems, leftOut, passedOver, stopped: stage === "stopped" };
	} catch (thrown) {
		if (references.length > 0) await withinPatience(lastWord.promise);
		return {
			...nothing,
			references,
			problems: [...problems, { name: "", error: failureOf(thrown) }],
		};
	} finally {
		signal?.removeEventListener("abort", stop);
		deaf();
	}
}

/**
 * Answers and events come by ways of their own, so that the last pictures may be told of after the
 * answer that all is done.
 */
async function withinPatience(lastWord: Promise<void>): Promise<void> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const patience = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, PATIENCE_MS);
	});
	await Promise.race([lastWord, patience]);
	clearTimeout(timer);
}

async function takeLoose(
	pictures: readonly LoosePicture[],
	{ limit, onTaken, signal }: TakeOptions,
): Promise<TakenPictures> {
	const references: Reference[] = [];
	const problems: { name: string; error: Failure }[] = [];
	const isStopped = () => signal?.aborted === true;
	for (const picture of pictures.slice(0, limit)) {
		if (isStopped()) break;
		try {
			const reference = await takeOne(picture, signal);
			references.push(reference);
			onTaken?.([reference]);
		} catch (thrown) {
			if (isStopped()) break;
			problems.push({ name: picture.name, error: failureOf(thrown) });
		}
	}
	const leftOut = Math.max(0, pictures.length - limit);
	return { ...nothing, references, problems, leftOut, stopped: isStopped() };
}

/** Bytes at hand need no network, and no login where the address asks for one. */
async function takeOne(
	{ url, bytes, name }: LoosePicture,
	signal: AbortSignal | undefined,
): Promise<Reference> {
	if (bytes !== undefined) return takeBytes(bytes, name, signal);
	if (url === undefined) throw appError("clipboard-empty", {});
	return ask("references.fetch", { url });
}

/** What `media://incoming` answers. */
const Handed = z.union([z.object({ token: IncomingToken }), z.object({ error: Failure })]);

/**
 * Makes a reference of bytes that exist nowhere on disk.
 * @throws AskError or AppError when they are no picture, too many, or cannot be handed over
 */
export async function takeBytes(
	bytes: Blob,
	name: string,
	signal?: AbortSignal,
): Promise<Reference> {
	if (bytes.size > MAX_INCOMING_BYTES) {
		const megabytes = (count: number) => `${Math.round(count / 1e6)} MB`;
		throw appError("reference-too-large", {
			name,
			have: megabytes(bytes.size),
			limit: megabytes(MAX_INCOMING_BYTES),
		});
	}
	const token = await handOver(bytes, signal);
	return ask("references.take", { token, name: name.slice(0, 255) });
}

/**
 * Hands bytes over to main, which keeps them until they are taken by their token.
 * @throws AskError or AppError when main cannot take them; the reason of `signal` when it was stopped
 */
export async function handOver(bytes: Blob, signal?: AbortSignal): Promise<IncomingToken> {
	const answer = await fetch(INCOMING_URL, {
		method: "POST",
		body: bytes,
		...(signal !== undefined && { signal }),
	});
	const handed = Handed.safeParse(await answer.json().catch(() => undefined));
	if (!handed.success) {
		throw appError("storage-failed", { said: `media://incoming ${answer.status}` });
	}
	if ("error" in handed.data) {
		throw new AskError(handed.data.error.message, { failure: handed.data.error });
	}
	return handed.data.token;
}
