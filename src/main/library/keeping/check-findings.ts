import type { CheckFinding, CheckReport } from "../../../contract/keeping.ts";

/** Findings that are named one by one; the rest is counted. */
const MAX_NAMED = 1_000;

/** Something a check found, and what bytes would put it right. */
export type Found = Pick<CheckFinding, "kind" | "path"> & {
	/** Of the bytes that belong there. */
	readonly sha256?: string;
	/** Where the same bytes may lie inside the library, with `/`. */
	readonly twins?: readonly string[];
	/** What making the index again does for it. */
	readonly byIndex?: "index" | "adopt";
};

/** Adds up what a check reads and finds. */
export function createTally() {
	const findings: CheckFinding[] = [];
	let findingCount = 0;
	let files = 0;
	let bytes = 0;
	return {
		/** A file was read whole. */
		read: (length: number) => {
			files += 1;
			bytes += length;
		},
		files: () => files,
		find: (finding: CheckFinding) => {
			findingCount += 1;
			if (findings.length < MAX_NAMED) findings.push(finding);
		},
		/** What the index can do for it has been done. */
		indexMade: () => {
			findings.forEach((finding, at) => {
				const { remedy } = finding;
				if (remedy === "adopt" || remedy === "index") findings[at] = { ...finding, repaired: true };
			});
		},
		report: (checkedAt: number, complete: boolean): CheckReport => ({
			...{ checkedAt, files, bytes, findings: [...findings], findingCount, complete },
		}),
	};
}
export type Tally = ReturnType<typeof createTally>;
