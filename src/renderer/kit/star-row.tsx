import { clsx } from "clsx";
import { Star } from "lucide-react";

const stars = [1, 2, 3, 4, 5] as const;

/** Five stars to press; a press on what is given takes it away. `given` null: not all of them have the same. */
export function StarRow({
	given,
	name,
	onGive,
	className,
}: {
	/** 0: none. */
	readonly given: number | null;
	/** What one star is called, such as "3 stars". */
	readonly name: (count: number) => string;
	readonly onGive: (stars: number | null) => void;
	readonly className?: string;
}) {
	return (
		<div className={clsx("flex", className)}>
			{stars.map((number) => (
				<button
					key={number}
					type="button"
					aria-label={name(number)}
					aria-pressed={number === given}
					title={name(number)}
					onClick={() => onGive(number === given ? null : number)}
					className="flex h-6 w-5 items-center justify-center rounded-md text-text-3 transition-colors hover:bg-surface-2"
				>
					<Star
						aria-hidden
						size={14}
						strokeWidth={1.75}
						className={clsx(given !== null && number <= given && "fill-current text-warn")}
					/>
				</button>
			))}
		</div>
	);
}
