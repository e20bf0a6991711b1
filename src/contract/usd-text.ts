/**
 * Dollars for the English sentence of an error, such as `$0.21`; a tenth of a cent shows where it
 * counts. The window writes its own in the designer's language.
 */
export function usdText(usd: number): string {
	const digits = usd !== 0 && Math.abs(usd) < 0.1 ? 3 : 2;
	const text = Math.abs(usd).toFixed(digits);
	return `${usd < 0 ? "-" : ""}$${digits === 3 ? text.replace(/0$/, "") : text}`;
}
