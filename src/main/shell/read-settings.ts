import { Settings } from "../../contract/settings.ts";

const keys: Readonly<Record<string, unknown>> = Settings.shape;

/**
 * Settings as they lie on the disk: what this version understands, and what it does not, such as the
 * settings of a newer one. One bad value takes no other with it.
 */
export function readSettings(value: unknown): {
	readonly known: Settings;
	readonly unknown: Readonly<Record<string, unknown>>;
} {
	const all = typeof value === "object" && value !== null ? Object.entries(value) : [];
	const mine = all.filter(([key]) => Object.hasOwn(keys, key));
	const unknown = Object.fromEntries(all.filter(([key]) => !Object.hasOwn(keys, key)));
	const whole = Settings.safeParse(Object.fromEntries(mine));
	if (whole.success) return { known: whole.data, unknown };
	const good = mine.filter(([key, one]) => Settings.safeParse({ [key]: one }).success);
	return { known: Settings.parse(Object.fromEntries(good)), unknown };
}
