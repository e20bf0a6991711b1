/**
 * When a signed link stops working, as its own query says: `X-Tos-Date` with `X-Tos-Expires`
 * (Volcengine), the same pair of Amazon, Google and Alibaba, or `Expires` in seconds since 1970.
 * @returns milliseconds since the Unix epoch; nothing when the link does not say
 */
export function linkExpiry(link: string): number | undefined {
	const url = URL.parse(link);
	if (url === null) return undefined;
	const query = new Map(
		[...url.searchParams].map(([name, value]) => [name.toLowerCase(), value] as const),
	);
	for (const vendor of ["tos", "amz", "goog", "oss"]) {
		const signed = basicDate(query.get(`x-${vendor}-date`));
		const seconds = wholeNumber(query.get(`x-${vendor}-expires`));
		if (signed !== undefined && seconds !== undefined) return signed + seconds * 1000;
	}
	const seconds = wholeNumber(query.get("expires"));
	// A small number is a length of time, not a date, and nobody says from when.
	return seconds !== undefined && seconds > 1_000_000_000 ? seconds * 1000 : undefined;
}

/** `20261121T093000Z`, the date form of signed queries, in ms since the Unix epoch. */
function basicDate(text: string | undefined): number | undefined {
	const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
	if (parts === null) return undefined;
	const [, year, month, day, hour, minute, second] = parts;
	const date = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	return Number.isNaN(date) || date <= 0 ? undefined : date;
}

function wholeNumber(text: string | undefined): number | undefined {
	return /^\d{1,12}$/.test(text ?? "") ? Number(text) : undefined;
}

const HOUR_MS = 3_600_000;
/** Seconds since 1970 are smaller than this, milliseconds since 1970 are not (until the year 5138). */
const FIRST_MS = 100_000_000_000;
const LAST_MS = 100_000_000_000_000;

/**
 * A time as gateways write it: seconds or milliseconds since 1970, as a number or as text, or an
 * ISO date.
 * @returns milliseconds since the Unix epoch; nothing for anything else, and for 0, which means "none"
 */
export function epochMs(value: unknown): number | undefined {
	if (typeof value === "string") {
		const text = value.trim();
		if (/^\d+(\.\d+)?$/.test(text)) return epochMs(Number(text));
		const date = Date.parse(text);
		return Number.isNaN(date) || date <= 0 ? undefined : date;
	}
	if (typeof value !== "number" || !(value > 1_000_000_000 && value < LAST_MS)) return undefined;
	return Math.round(value < FIRST_MS ? value * 1000 : value);
}

/** What is known of the time a result link was made and how long it lives. */
export type LinkLife = {
	/** What the reply says about the end, in any form {@link epochMs} takes. */
	readonly told?: unknown;
	/** What the reply says about when the picture was done, likewise. */
	readonly completed?: unknown;
	/** How long links live by the gateway's page. */
	readonly hours: number;
	/** When the request was sent, and when the reply was read; milliseconds since the Unix epoch. */
	readonly sentAt?: number;
	readonly now: number;
};

/**
 * When a result link stops working: as its signature says, else as the reply says, else by the
 * gateway's rule from the earliest moment the picture can have been done.
 * @returns milliseconds since the Unix epoch
 */
export function resultExpiry(link: string, life: LinkLife): number {
	const { sentAt = Number.NEGATIVE_INFINITY, now } = life;
	const signed = linkExpiry(link);
	if (signed !== undefined) return signed;
	const told = epochMs(life.told);
	// An end before the beginning says nothing.
	if (told !== undefined && told > sentAt) return told;
	const completed = epochMs(life.completed) ?? life.sentAt ?? now;
	// The gateway's clock is not this computer's.
	return Math.min(Math.max(completed, sentAt), now) + life.hours * HOUR_MS;
}
