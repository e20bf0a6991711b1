/** One calendar day of this computer, milliseconds since the Unix epoch. */
type LocalDay = {
	/** Such as `2026-11-21`. */
	readonly name: string;
	readonly from: number;
	/** The first millisecond of the next day. */
	readonly to: number;
};

/** The day of this computer that a moment lies in; days with a change of clock have 23 or 25 hours. */
export function localDay(epochMs: number): LocalDay {
	const moment = new Date(epochMs);
	const [year, month, day] = [moment.getFullYear(), moment.getMonth(), moment.getDate()];
	return {
		name: `${String(year).padStart(4, "0")}-${twoDigits(month + 1)}-${twoDigits(day)}`,
		from: new Date(year, month, day).getTime(),
		to: new Date(year, month, day + 1).getTime(),
	};
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");
