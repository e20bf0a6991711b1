import i18next from "i18next";

/** All of these write as the language in force does; a component that shows one must also call `useTranslation`. */

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Such as `4,096`. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
	return numberFormat(options).format(value);
}

/** Such as `4.2 MB`; thousands, as file managers count. */
export function formatBytes(bytes: number): string {
	const step = bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3);
	const power = Math.min(step, BYTE_UNITS.length - 1);
	const amount = bytes / 1000 ** power;
	return formatNumber(amount, {
		style: "unit",
		unit: BYTE_UNITS[power],
		unitDisplay: power === 0 ? "long" : "short",
		maximumFractionDigits: power > 1 && amount < 100 ? 1 : 0,
	});
}

/** Such as `$0.21`; a tenth of a cent shows where it counts. */
export function formatUsd(usd: number): string {
	return formatNumber(usd, {
		style: "currency",
		currency: "USD",
		currencyDisplay: "narrowSymbol",
		maximumFractionDigits: usd !== 0 && usd < 0.1 ? 3 : 2,
	});
}

/** What is left of a sum, rounded down: with what was spent, which is rounded up, it must not make more than the sum. */
export function formatUsdLeft(usd: number): string {
	const steps = Math.abs(usd) < 0.1 ? 1_000 : 100;
	return formatUsd(Math.floor(usd * steps + 1e-6) / steps);
}

/** Such as `2048 × 1152`. */
export function formatPixels(width: number, height: number): string {
	return `${width} × ${height}`;
}

/** Day and time of a moment, such as `21 Nov 2026, 14:05`. */
export function formatMoment(epochMs: number): string {
	return dateFormat({ dateStyle: "medium", timeStyle: "short" }).format(epochMs);
}

/** Such as `14:05`. */
export function formatTime(epochMs: number): string {
	return dateFormat({ timeStyle: "short" }).format(epochMs);
}

/** A local day given as `2026-11-21`, such as `Saturday, 21 November 2026`. */
export function formatDay(day: string): string {
	return dateFormat({ dateStyle: "full" }).format(new Date(`${day}T12:00:00`));
}

/** A local day given as `2026-11-21`, such as `21 Nov`. */
export function formatShortDay(day: string): string {
	return dateFormat({ month: "short", day: "numeric" }).format(new Date(`${day}T12:00:00`));
}

/** The month of a local day given as `2026-11-21`, such as `November 2026`. */
export function formatMonth(day: string): string {
	return dateFormat({ month: "long", year: "numeric" }).format(new Date(`${day}T12:00:00`));
}

/** The month of a local day without its year, such as `Nov`. */
export function formatShortMonth(day: string): string {
	return dateFormat({ month: "short" }).format(new Date(`${day}T12:00:00`));
}

/** A length of time in its largest fitting unit, such as `3 hr`, `20 sec`; rounded down, never below one second. */
export function formatDuration(ms: number): string {
	const seconds = Math.max(1, Math.floor(ms / 1000));
	const [unit, length] =
		seconds < 60
			? (["second", 1] as const)
			: seconds < 3600
				? (["minute", 60] as const)
				: seconds < 172_800
					? (["hour", 3600] as const)
					: (["day", 86_400] as const);
	return formatNumber(Math.floor(seconds / length), { style: "unit", unit, unitDisplay: "short" });
}

/** A list in words, such as `a, b and c`. */
export function formatList(items: readonly string[]): string {
	return new Intl.ListFormat(i18next.language, { type: "conjunction" }).format(items);
}

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using it, and grids use thousands. */
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = `${i18next.language} ${JSON.stringify(options)}`;
	const known = numberFormats.get(key);
	if (known !== undefined) return known;
	const made = new Intl.NumberFormat(i18next.language, options);
	numberFormats.set(key, made);
	return made;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${i18next.language} ${JSON.stringify(options)}`;
	const known = dateFormats.get(key);
	if (known !== undefined) return known;
	const made = new Intl.DateTimeFormat(i18next.language, options);
	dateFormats.set(key, made);
	return made;
}

/** A magnification in percent, such as `28%`; small ones with a digit more. */
export function formatZoom(magnification: number): string {
	const maximumFractionDigits = magnification < 0.1 ? 1 : 0;
	return formatNumber(magnification, { style: "percent", maximumFractionDigits });
}
