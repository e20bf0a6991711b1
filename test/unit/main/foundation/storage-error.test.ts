import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import { storageError } from "../../../../src/main/foundation/storage-error.ts";

const thrown = (code: string) => Object.assign(new Error(`${code}: it broke`), { code });

test.each([
	["ENOSPC", "disk-full"],
	["EDQUOT", "disk-full"],
	["EROFS", "folder-read-only"],
	["EACCES", "folder-read-only"],
	["EPERM", "folder-read-only"],
	["EIO", "storage-failed"],
	["ENOENT", "storage-failed"],
])("%s in a folder that is there means %s", (code, reason) => {
	expect(storageError(thrown(code), tmpdir())).toMatchObject({ reason });
});

test("in a folder that is gone, the folder is what is missing", () => {
	for (const code of ["ENOENT", "EACCES", "ENXIO"]) {
		const error = storageError(thrown(code), "/nowhere/at/all");
		expect(error).toMatchObject({ reason: "folder-missing" });
		expect(error.message).toContain("/nowhere/at/all");
	}
});

test("what already has words keeps them", () => {
	const error = appError("cancelled");
	expect(storageError(error, tmpdir())).toBe(error);
});
