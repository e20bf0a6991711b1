import { clsx } from "clsx";

/** Where the sign changes, ΔE2000; one is about the least that can be seen side by side. Our own choice. */
const CLOSE = 2;
const NEAR = 10;

/** How near a picture is to a brand's colours, small, over the picture, whose name says it in words. `deltaE`: ΔE2000. */
export function NearnessBadge({
	deltaE,
	label,
}: {
	readonly deltaE: number;
	readonly label: string;
}) {
	return (
		<span
			aria-hidden
			title={label}
			className={clsx(
				"nums flex h-4 items-center gap-1 rounded-full px-1.5 text-xs",
				"bg-[#000000]/70 text-[#ffffff]",
			)}
		>
			<span
				className={clsx(
					"size-1.5 rounded-full border border-[#ffffff]",
					deltaE < CLOSE && "bg-[#ffffff]",
					deltaE >= CLOSE && deltaE < NEAR && "bg-[#ffffff]/50",
				)}
			/>
			<span>{deltaE.toFixed(1)}</span>
		</span>
	);
}
