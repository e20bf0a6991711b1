import { lstat, readFile } from "node:fs/promises";
import { z } from "zod";
import { appError } from "../../../contract/errors.ts";
import { ImportRecord } from "../../../contract/imports.ts";
import { isCrowded } from "../../foundation/crowded.ts";
import { whenAbsent } from "../../store/library-folder.ts";

/** Stands in the folder of imported pictures where a job's has its recipe. */
export const IMPORT_FILE = "import.json";
/** Two hundred pictures with long prompts and recipes fit many times. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

/**
 * The record in a folder of imported pictures.
 * @param folder absolute path
 * @returns undefined when there is none
 * @throws AppError `record-damaged` when it cannot be understood
 */
export async function readImportRecord(folder: string): Promise<ImportRecord | undefined> {
	const path = `${folder}/${IMPORT_FILE}`;
	const found = await lstat(path).catch(whenAbsent(undefined));
	if (found === undefined) return undefined;
	if (!found.isFile()) throw appError("record-damaged", { said: `${IMPORT_FILE} is not a file` });
	if (found.size > MAX_RECORD_BYTES) {
		throw appError("record-damaged", { said: `${IMPORT_FILE} has ${found.size} bytes` });
	}
	return parseImportRecord(await readFile(path, "utf8"));
}

/** @throws AppError `record-damaged` */
export function parseImportRecord(text: string): ImportRecord {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw appError("record-damaged", { said: `${IMPORT_FILE} is not JSON` }, { cause: error });
	}
	if (isCrowded(value)) {
		throw appError("record-damaged", { said: `${IMPORT_FILE} has lists longer than any import` });
	}
	const parsed = ImportRecord.safeParse(value);
	if (parsed.success) return parsed.data;
	const said = `${IMPORT_FILE}: ${z.prettifyError(parsed.error).slice(0, 1_000)}`;
	throw appError("record-damaged", { said }, { cause: parsed.error });
}

/** A record as it is written: people may open it. */
export function importRecordText(record: ImportRecord): string {
	return `${JSON.stringify(record, undefined, "\t")}\n`;
}
