import { AppError } from "../../../contract/errors.ts";
import type { ImageId } from "../../../contract/ids.ts";
import type { PictureIntent } from "../../../contract/picture-export.ts";
import type { ActivityReport } from "../activities.ts";
import type { PreparePorts } from "./prepare-picture.ts";

/** One export under way. */
export type LeavingRun = {
	readonly ids: readonly ImageId[];
	readonly intent: PictureIntent;
	readonly withoutPrompts: boolean;
	readonly ports: PreparePorts;
	readonly report: ActivityReport;
	/** A picture cannot leave: it is told, and the rest goes on. */
	readonly problem: (one: { readonly id: ImageId; readonly error: unknown }) => void;
	/** So many of the pictures are dealt with. */
	readonly done: (count: number) => void;
	/** @throws the first problem when nothing at all could leave */
	readonly refuseNothing: (written: number) => void;
};

/** @param steps how much of the whole these pictures are, from 1 on: a pack draws them a second time */
export function leavingRun(
	of: Pick<LeavingRun, "ids" | "intent" | "withoutPrompts" | "ports" | "report">,
	steps: number,
): LeavingRun {
	let first: unknown;
	of.report.tell({ done: 0, total: of.ids.length * steps });
	return {
		...of,
		problem: ({ id, error }) => {
			first ??= error;
			of.report.problem(of.ports.library.find(id)?.file ?? id, error);
		},
		done: (count) => of.report.tell({ done: count }),
		refuseNothing: (written) => {
			if (written === 0 && first !== undefined) throw AppError.from(first);
		},
	};
}
