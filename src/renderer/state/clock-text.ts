import { formatDuration } from "../bridge/format.ts";

/** Minutes and seconds, such as `0:24`, and hours where there are any, such as `1:02:05`. */
export function clockText(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const two = (value: number) => String(value).padStart(2, "0");
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
	return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** How long something took: `42 sec`, or `3:05` from a minute on. */
export function tookText(ms: number): string {
	return ms < 60_000 ? formatDuration(ms) : clockText(ms);
}
