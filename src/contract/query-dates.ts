/** A stretch of local time, ms since the Unix epoch: from `from` to before `before`. */
export type DateSpan = { readonly from: number; readonly before: number };

const CALENDAR = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/u;
const DAYS: Readonly<Record<string, number>> = { today: 0, 今天: 0, yesterday: 1, 昨天: 1 };
const DAY_MS = 86_400_000;

/**
 * The year, month or day of a text: `2026`, `2026-10`, `2026-10-03`, `2026年10月3日`, `today`; or a
 * moment: `2026-10-03T12:30:00.000Z`, or ms since the Unix epoch.
 * @param now ms, for `today`
 */
export function dateSpan(text: string, now: number): DateSpan | undefined {
	const ago = DAYS[text.toLowerCase()];
	if (ago !== undefined) return dayBefore(now, ago);
	const moment = momentOf(text);
	if (moment !== undefined) return { from: moment, before: moment + 1 };
	const [, year, month, day] = CALENDAR.exec(text) ?? [];
	if (year === undefined) return undefined;
	if (month === undefined) return between([Number(year), 0, 1], [Number(year) + 1, 0, 1]);
	const at = Number(month) - 1;
	if (at < 0 || at > 11) return undefined;
	if (day === undefined) return between([Number(year), at, 1], [Number(year), at + 1, 1]);
	const isThere = new Date(Number(year), at, Number(day)).getDate() === Number(day);
	if (!isThere) return undefined;
	return between([Number(year), at, Number(day)], [Number(year), at, Number(day) + 1]);
}

/** The shortest text for a whole year, month or day; undefined for any other stretch. */
export function wholeDate({ from, before }: DateSpan): string | undefined {
	const [year = "", month = "", day = ""] = calendarDay(from)?.split("-") ?? [];
	return [year, `${year}-${month}`, `${year}-${month}-${day}`].find((text) => {
		const span = dateSpan(text, 0);
		return span?.from === from && span.before === before;
	});
}

/** A text whose stretch begins at this moment. */
export function dateText(at: number): string {
	const day = calendarDay(at);
	const [year, month] = day?.split("-") ?? [];
	const shorter = [`${year}-${month}`, day ?? ""].find((text) => dateSpan(text, 0)?.from === at);
	return shorter ?? String(at).padStart(5, "0");
}

/** The local day of a moment, such as `2026-11-21`; undefined for years of more than four digits. */
export function calendarDay(at: number): string | undefined {
	const date = new Date(at);
	const year = date.getFullYear();
	if (!(year >= 1000 && year <= 9999)) return undefined;
	return [year, date.getMonth() + 1, date.getDate()]
		.map((part) => String(part).padStart(2, "0"))
		.join("-");
}

/** The local day that lies some days before another. */
export function dayBefore(now: number, days: number): DateSpan | undefined {
	const date = new Date(now);
	const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate() - days];
	return between([year, month, day], [year, month, day + 1]);
}

function momentOf(text: string): number | undefined {
	if (/^\d{5,16}$/.test(text)) return Number(text);
	if (!/^\d{4}-\d\d-\d\dT/.test(text)) return undefined;
	const at = Date.parse(text);
	return Number.isNaN(at) || at < 0 ? undefined : at;
}

type Day = readonly [year: number, month: number, day: number];

function between(first: Day, after: Day): DateSpan | undefined {
	const from = new Date(...first).getTime();
	const before = new Date(...after).getTime();
	return from < 0 || before - from < DAY_MS / 2 ? undefined : { from, before };
}
