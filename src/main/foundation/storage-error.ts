import { existsSync } from "node:fs";
import { AppError, appError } from "../../contract/errors.ts";
import { scrub } from "./log.ts";

const fullCodes = new Set(["ENOSPC", "EDQUOT"]);
const closedCodes = new Set(["EROFS", "EACCES", "EPERM"]);

/**
 * What a failed file operation means for the designer.
 * @param folder the folder that was written to, for the sentence
 * @returns `disk-full`, `folder-read-only`, `folder-missing` or `storage-failed`; an AppError as it is
 */
export function storageError(thrown: unknown, folder: string): AppError {
	if (thrown instanceof AppError) return thrown;
	const code = systemCode(thrown);
	const more = { cause: thrown };
	if (fullCodes.has(code)) return appError("disk-full", { folder }, more);
	if (!existsSync(folder)) return appError("folder-missing", { folder }, more);
	if (closedCodes.has(code)) return appError("folder-read-only", { folder }, more);
	const said = scrub(thrown instanceof Error ? thrown.message : String(thrown));
	return appError("storage-failed", { folder, said }, more);
}

/** The `code` of a Node error, such as `ENOSPC`; empty when there is none. */
export function systemCode(thrown: unknown): string {
	return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string"
		? thrown.code
		: "";
}
