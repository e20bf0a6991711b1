import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CheckReport } from "../../../contract/keeping.ts";

/** The last report of each library, kept in the app's own data: a library that is only read has one too. */
export type CheckReports = {
	/** Undefined: never, or it cannot be read. */
	readonly last: () => Promise<CheckReport | undefined>;
	readonly keep: (report: CheckReport) => Promise<void>;
};

/** @param folder the app's data folder; @param library absolute */
export function createCheckReports(folder: string, library: string): CheckReports {
	const name = createHash("sha256").update(library).digest("hex").slice(0, 32);
	const path = join(folder, "checks", `${name}.json`);
	return {
		last: async () => {
			try {
				return CheckReport.parse(JSON.parse(await readFile(path, "utf8")));
			} catch {
				return undefined;
			}
		},
		keep: async (report) => {
			const part = `${path}.${randomUUID()}`;
			await mkdir(join(folder, "checks"), { recursive: true });
			await writeFile(part, JSON.stringify(report));
			await rename(part, path);
		},
	};
}
