import { Progress as Base } from "@base-ui/react/progress";
import { clsx } from "clsx";

/** How far something is. Without a value it only says that it goes on. */
export function ProgressBar({
	value,
	label,
	className,
}: {
	/** 0 to 1; absent: nobody knows. */
	readonly value?: number;
	readonly label: string;
	readonly className?: string;
}) {
	return (
		<Base.Root
			value={value === undefined ? null : Math.round(value * 100)}
			aria-label={label}
			className={clsx("min-w-0", className)}
		>
			<Base.Track className="h-1 overflow-hidden rounded-full bg-surface-3">
				<Base.Indicator
					className={clsx(
						"h-full rounded-full bg-accent",
						value === undefined
							? "w-1/4 animate-[progress-run_1.4s_linear_infinite]"
							: "transition-[width]",
					)}
				/>
			</Base.Track>
		</Base.Root>
	);
}
