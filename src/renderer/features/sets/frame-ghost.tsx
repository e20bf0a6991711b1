import { clsx } from "clsx";
import { Ban, CircleDashed, CloudOff, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SetSlot } from "../../../contract/sets.ts";
import { failureText } from "../../bridge/error-text.ts";
import { useJobFactsAsTheyChange, useJobText } from "../../state/job-text.ts";
import { useJobs } from "../../state/jobs-store.ts";
import {
	hasDoubtfulJob,
	jobOfSlot,
	type SlotStanding,
	standingOfSlot,
} from "../../state/set-frames.ts";
import { useSet } from "../../state/set-store.ts";
import { useNow } from "../../state/use-now.ts";

type GhostKind = Exclude<SlotStanding["kind"], "picture">;

const signs = {
	coming: undefined,
	unsaved: Hourglass,
	refused: Ban,
	lost: CloudOff,
	empty: CircleDashed,
} as const;

/** A slot without a picture: that it is on its way, or why there is none and what to do. Fills its box. */
export function FrameGhost({
	slot,
	number,
	isSmall = false,
}: {
	readonly slot: SetSlot;
	/** Its place, from 1. */
	readonly number: number;
	/** No room for words: its name says them. */
	readonly isSmall?: boolean;
}) {
	const { t } = useTranslation("sets");
	const standing = standingOfSlot(slot);
	if (standing.kind === "picture") return null;
	const { kind } = standing;
	const Sign = signs[kind];
	return (
		<span
			className={clsx(
				"absolute inset-0 flex flex-col items-center justify-center-safe gap-1 overflow-y-auto rounded-md p-3 text-center text-sm text-text-2",
				kind === "coming" ? "border border-line" : "border border-dashed border-edge",
			)}
		>
			{kind === "coming" && (
				<span aria-hidden className="absolute inset-0 animate-pulse rounded-md bg-surface-2" />
			)}
			{Sign !== undefined && (
				<Sign
					aria-hidden
					size={isSmall ? 14 : 20}
					strokeWidth={1.75}
					className={clsx("shrink-0", kind === "unsaved" ? "text-warn" : "text-danger")}
				/>
			)}
			{!isSmall && (
				<>
					<span className="relative font-medium">{t(`ghost.title.${kind}`, { number })}</span>
					{kind === "coming" ? <Coming slot={slot} /> : <Why slot={slot} kind={kind} />}
				</>
			)}
		</span>
	);
}

function Coming({ slot }: { readonly slot: SetSlot }) {
	const now = useNow(true);
	useJobFactsAsTheyChange();
	const say = useJobText();
	const detail = useSet((state) => state.detail);
	const job = useJobs((state) => detail && jobOfSlot(slot, detail, state.byId));
	if (job === undefined) return null;
	return <span className="nums relative text-text-2">{say(job, now)}</span>;
}

function Why({
	slot,
	kind,
}: {
	readonly slot: SetSlot;
	readonly kind: Exclude<GhostKind, "coming">;
}) {
	const { t } = useTranslation("sets");
	const detail = useSet((state) => state.detail);
	const isDoubtful = useJobs(
		(state) => kind === "empty" && detail !== undefined && hasDoubtfulJob(detail, state.byId),
	);
	const last = kind === "empty" ? undefined : slot.frames.at(-1);
	const error = last?.error ?? slot.error;
	const said = error === undefined ? last?.said : failureText(error);
	return (
		<>
			{said !== undefined && <span className="relative">{said}</span>}
			{(error === undefined || kind === "unsaved" || isDoubtful) && (
				<span className="relative text-text-3">
					{t(isDoubtful ? "ghost.hint.doubtful" : `ghost.hint.${kind}`)}
				</span>
			)}
		</>
	);
}
