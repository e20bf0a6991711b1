import { createHash } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { appError } from "../../contract/errors.ts";
import { FoundForm, type KeptForm } from "../../contract/kept-form.ts";
import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import { storageError } from "../foundation/storage-error.ts";
import { type Disk, realDisk } from "./disk.ts";
import { sizeOfFile, whenAbsent } from "./library-folder.ts";

/**
 * What was in the compose form, one file a library, in the app's own data: it names accounts of this
 * computer, and nobody else who opens the library reads what is not sent yet.
 */
export type FormKeeper = {
	/**
	 * null: nothing was kept.
	 * @throws AppError `form-damaged` or `form-newer`, once: the file was set aside by then; or one of
	 * the disk's errors
	 */
	readonly get: () => Promise<FoundForm | null>;
	/** Durable when it resolves; the last call wins. @throws AppError one of the disk's errors */
	readonly save: (form: KeptForm) => Promise<void>;
	/** The library moves to this folder, and its form with it. */
	readonly follow: (library: string) => Promise<void>;
	/** Resolves once nothing is on its way to the disk. What is saved later is written at once. */
	readonly close: () => Promise<void>;
};

export type FormKeeperPorts = {
	readonly dataFolder: string;
	/** The open one, absolute. */
	readonly library: string;
	readonly clock: Pick<Clock, "now">;
	readonly log: Log;
	/** The real one when absent. */
	readonly disk?: Disk;
};

const VERSION = 1;
/** Two prompts at their limit, each as words and as chips, in three bytes a character. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

const StoredForm = FoundForm.extend({ version: z.literal(VERSION), library: z.string() });
const LaterVersion = z.object({ version: z.number().gt(VERSION) });

export function createFormKeeper(ports: FormKeeperPorts): FormKeeper {
	const { clock, log, disk = realDisk } = ports;
	const folder = join(ports.dataFolder, "forms");
	let { library } = ports;
	let turn: Promise<unknown> = Promise.resolve();
	let closed = false;
	/** Until the file could be read, nothing takes its place. */
	let isRead = false;

	const pathOf = (ending: string) => join(folder, `${nameOf(library)}.${ending}`);
	const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
		const result = turn.then(work).catch((thrown: unknown) => {
			throw storageError(thrown, folder);
		});
		turn = result.catch(() => {});
		return result;
	};
	const setAside = async (reason: "form-damaged" | "form-newer") => {
		const aside = pathOf(`${reason === "form-newer" ? "newer" : "damaged"}-${clock.now()}.json`);
		await disk.replace(pathOf("json"), aside);
		isRead = true;
		log.warn("what was in the form cannot be read; it was set aside", { reason });
		return appError(reason, { file: aside });
	};
	const read = async (): Promise<FoundForm | null> => {
		const size = await sizeOfFile(pathOf("json"));
		const file = await readText(pathOf("json"), size);
		if (file === undefined) {
			isRead = true;
			return null;
		}
		const found = formIn(file);
		if (typeof found === "string") throw await setAside(found);
		isRead = true;
		return found;
	};
	const text = (form: KeptForm) =>
		JSON.stringify({ version: VERSION, library, keptAt: clock.now(), form });
	const write = async (form: KeptForm) => {
		if (!isRead) await read().catch(onlyOfTheDisk);
		await mkdir(folder, { recursive: true });
		await disk.writeFile(pathOf("part"), text(form));
		await disk.replace(pathOf("part"), pathOf("json"));
		await disk.syncFolder(folder);
	};
	/** The process may end with the next turn: nothing is left that could be waited for. */
	const writeNow = (form: KeptForm) => {
		mkdirSync(folder, { recursive: true });
		writeFileSync(pathOf("part"), text(form), { flush: true });
		renameSync(pathOf("part"), pathOf("json"));
	};
	return {
		get: () => inTurn(read),
		save: (form) => {
			if (!closed || !isRead) return inTurn(() => write(form));
			return asPromise(() => writeNow(form), folder);
		},
		follow: (next) =>
			inTurn(async () => {
				const before = pathOf("json");
				const isThere = (await sizeOfFile(before)) !== undefined;
				library = next;
				if (isThere) await disk.replace(before, pathOf("json"));
			}),
		close: async () => {
			await turn;
			closed = true;
		},
	};
}

/** A path can hold what no file name can. */
function nameOf(library: string): string {
	return createHash("sha256").update(library).digest("hex").slice(0, 16);
}

/** Undefined: there is none. Empty: it is larger than this app writes. */
async function readText(path: string, size: number | undefined): Promise<string | undefined> {
	if (size !== undefined && size > MAX_FILE_BYTES) return "";
	return readFile(path, "utf8").catch(whenAbsent(undefined));
}

function formIn(text: string): FoundForm | "form-damaged" | "form-newer" {
	try {
		const stored: unknown = JSON.parse(text);
		if (LaterVersion.safeParse(stored).success) return "form-newer";
		const { form, keptAt } = StoredForm.parse(stored);
		return { form, keptAt };
	} catch {
		return "form-damaged";
	}
}

/** What could not be understood is set aside by now and stands in nobody's way. */
function onlyOfTheDisk(thrown: unknown): void {
	const { reason } = storageError(thrown, "");
	if (reason !== "form-damaged" && reason !== "form-newer") throw thrown;
}

async function asPromise(work: () => void, folder: string): Promise<void> {
	try {
		work();
	} catch (thrown) {
		throw storageError(thrown, folder);
	}
}
