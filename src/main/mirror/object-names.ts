/** Below this the app's own objects lie in a bucket. */
export type ObjectNames = ReturnType<typeof objectNames>;

/**
 * Names of a mirror's objects:
 * `blobs/<sha256>`, `libraries/<library>/manifests/<mirror>-<count>-<hash>.json`,
 * `heads/<library>/<mirror>.json`. All but heads are written once and never changed.
 * @param prefix as the designer typed it
 */
export function objectNames(prefix: string) {
	const steps = prefix
		.split("/")
		.map((step) => step.trim())
		.filter((step) => step !== "" && step !== "." && step !== "..");
	const base = steps.map((step) => `${step}/`).join("");
	return {
		/** Of the place itself, without slashes at its ends. */
		place: steps.join("/"),
		blobs: `${base}blobs/`,
		heads: `${base}heads/`,
		blob: (sha256: string) => `${base}blobs/${sha256}`,
		head: (library: string, mirror: string) => `${base}heads/${library}/${mirror}.json`,
		manifest: (library: string, mirror: string, count: number, sha256: string) =>
			`${base}libraries/${library}/manifests/${mirror}-${counted(count)}-${sha256.slice(0, 16)}.json`,
		/** The hash in the name of a blob; undefined: it is none of ours. */
		hashOf: (name: string): string | undefined => /\/blobs\/([0-9a-f]{64})$/.exec(`/${name}`)?.[1],
		/** The library and mirror in the name of a head; undefined: it is no head. */
		headOf: (name: string): { readonly library: string; readonly mirror: string } | undefined => {
			const found = /\/heads\/([0-9a-f-]{36})\/([0-9a-f-]{36})\.json$/.exec(`/${name}`);
			const [, library, mirror] = found ?? [];
			return library === undefined || mirror === undefined ? undefined : { library, mirror };
		},
	};
}

/** So that names sort as they were counted. */
function counted(count: number): string {
	return String(count).padStart(8, "0");
}
