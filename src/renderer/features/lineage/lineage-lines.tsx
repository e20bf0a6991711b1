import { clsx } from "clsx";
import type { JobId } from "../../../contract/ids.ts";
import type { LineageLine, LineageSheet } from "./lay-out-lineage.ts";

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
			{sheet.lines.map((line) => {
				const { from, to, why } = line;
				const isNear = from === focus.image || to === focus.job;
				return (
					<path
						key={`${from} ${to} ${why}`}
						d={wayOf(line)}
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

/** Px between a card and where a line that passes under others has come to its depth. */
const DIP = 64;

function wayOf({ x1, y1, x2, y2, under }: LineageLine): string {
	if (under === undefined) {
		const bend = Math.max(24, Math.abs(x2 - x1) / 2);
		return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
	}
	const [down, up] = [x1 + DIP, x2 - DIP];
	return [
		`M${x1} ${y1}C${x1 + DIP / 2} ${y1} ${x1 + DIP / 2} ${under} ${down} ${under}`,
		`L${up} ${under}C${x2 - DIP / 2} ${under} ${x2 - DIP / 2} ${y2} ${x2} ${y2}`,
	].join("");
}

/** An edit is a whole line; a reference and a set that goes on are broken ones. */
const dashes = { parent: undefined, reference: "5 4", set: "2 3" } as const;
