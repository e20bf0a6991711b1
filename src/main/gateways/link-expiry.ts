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
	return Number.isNaN(date) ? undefined : date;
}

function wholeNumber(text: string | undefined): number | undefined {
	return /^\d{1,12}$/.test(text ?? "") ? Number(text) : undefined;
}
