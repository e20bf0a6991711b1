import { clsx } from "clsx";

/** Holds the place of something that is on its way, in its true shape, so that nothing jumps. */
export function Skeleton({
	ratio,
	className,
}: {
	/** Width divided by height; absent: sized by `className`. */
	readonly ratio?: number;
	readonly className?: string;
}) {
	return (
		<div
			aria-hidden
			className={clsx("animate-pulse rounded-md bg-surface-2", className)}
			style={ratio === undefined ? undefined : { aspectRatio: String(ratio) }}
		/>
	);
}
