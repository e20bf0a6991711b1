import i18next from "i18next";
import type { Weather } from "../../contract/weather.ts";
import { formatNumber } from "./format.ts";

// A component that shows one of these must also call `useTranslation`.

/** With fewer jobs than this, one bad minute would be called the weather. */
const ENOUGH_JOBS = 3;

export type WeatherWords = {
	/** Such as `Usually 42 sec here · 1 of 18 refused`. */
	readonly line: string;
	/** All that is known, in sentences. */
	readonly full: string;
};

/** How an account has been doing, in words; nothing when too few jobs say so. */
export function weatherWords(weather: Weather | undefined): WeatherWords | undefined {
	if (weather === undefined || weather.sent < ENOUGH_JOBS) return undefined;
	const { sent, medianMs, slowMs, refused, limited, failed } = weather;
	const say = i18next.getFixedT(null, "weather");
	const line = [
		medianMs === undefined
			? say("noneCame", { count: sent })
			: say("usual", { time: spanText(medianMs) }),
		refused > 0 && say("refused", { part: refused, all: sent }),
		limited > 0 && say("limited", { count: limited }),
		failed > 0 && say("failed", { part: failed, all: sent }),
	];
	const full = [
		say("full.jobs", { count: sent }),
		medianMs !== undefined &&
			slowMs !== undefined &&
			say("full.times", { median: spanText(medianMs), slow: spanText(slowMs) }),
		refused > 0 && say("full.refused", { count: refused }),
		limited > 0 && say("full.limited", { count: limited }),
		failed > 0 && say("full.failed", { count: failed }),
	];
	// Chinese sentences follow each other without a space.
	const between = i18next.language.startsWith("zh") ? "" : " ";
	return { line: said(line).join(" · "), full: said(full).join(between) };
}

const said = (parts: readonly (string | false)[]) => parts.filter((part) => part !== false);

/** A length of time to the nearest second or, above two minutes, minute. */
function spanText(ms: number): string {
	const seconds = Math.max(1, Math.round(ms / 1_000));
	return seconds < 120
		? formatNumber(seconds, { style: "unit", unit: "second", unitDisplay: "short" })
		: formatNumber(Math.round(seconds / 60), {
				style: "unit",
				unit: "minute",
				unitDisplay: "short",
			});
}
