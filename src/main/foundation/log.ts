type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** The log as a port. Facts are short: never a key, a prompt, a request body or picture bytes. */
export type Log = {
	readonly info: (message: string, facts?: LogFacts) => void;
	readonly warn: (message: string, facts?: LogFacts) => void;
	readonly error: (message: string, facts?: LogFacts) => void;
};

/** Says nothing; for tests and tools. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Anything that looks like a key or an authorization header, whatever gateway it belongs to. */
const secretPattern =
	/(bearer\s+|authorization["']?\s*[:=]\s*["']?)[^\s"',;]+|\bsk-[\w-]{6,}|([?&](?:x-[\w-]*signature|x-[\w-]*credential|x-[\w-]*security-token|signature|token|key)=)[^&\s"']+/gi;

/** Takes keys and link signatures out of a text that is about to be logged, stored or shown. */
export function scrub(text: string): string {
	return text.replaceAll(
		secretPattern,
		(_, prefix?: string, query?: string) => `${prefix ?? query ?? ""}[removed]`,
	);
}
