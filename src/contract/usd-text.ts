/**
 * Dollars for the English sentence of an error, such as `$0.21`; a tenth of a cent shows where it
 * counts. The window writes its own in the designer's language.
 */
export function usdText(usd: number): string {
	const digits = usd !== 0 && Math.abs(usd) < 0.1 ? 3 : 2;
	const text = Math.abs(usd).toFixed(digits);
	return `${usd < 0 ? "-" : ""}$${digits === 3 ? text.replace(/0$/, "") : text}`;
}

/** What is left of a sum, rounded down, as the window rounds it. */
export function usdLeftText(usd: number): string {
	const steps = Math.abs(usd) < 0.1 ? 1_000 : 100;
	return usdText(Math.floor(usd * steps + 1e-6) / steps);
}
