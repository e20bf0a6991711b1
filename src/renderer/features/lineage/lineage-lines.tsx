import { clsx } from "clsx";
import type { JobId } from "../../../contract/ids.ts";
import type { LineageSheet } from "./lay-out-lineage.ts";

/** From pictures to what was made of them; the lines of the job in focus stand out. */
export function LineageLines({
	sheet,
	focus,
}: {
	readonly sheet: LineageSheet;
	/** The picture in focus, and its job. */
	readonly focus: { readonly image: string; readonly job: JobId | undefined };
}) {
	return (
		<svg
			aria-hidden
			className="pointer-events-none absolute top-0 left-0"
			width={sheet.width}
			height={sheet.height}
		>
			{sheet.lines.map(({ from, to, why, x1, y1, x2, y2 }) => {
				const bend = Math.max(24, Math.abs(x2 - x1) / 2);
				const isNear = from === focus.image || to === focus.job;
				return (
					<path
						key={`${from} ${to} ${why}`}
						d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
						fill="none"
						className={clsx(isNear ? "stroke-accent" : "stroke-edge")}
						strokeWidth={isNear ? 2 : 1}
						strokeDasharray={dashes[why]}
					/>
				);
			})}
		</svg>
	);
}

/** An edit is a whole line; a reference and a set that goes on are broken ones. */
const dashes = { parent: undefined, reference: "5 4", set: "2 3" } as const;
