import { Filter, ImageOff } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { SetDetail } from "../../../contract/sets.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { EmptyState } from "../../kit/empty-state.tsx";
import { ProblemBar } from "../../kit/problem-bar.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { dismissPictureProblem, usePictureProblem } from "../../state/picture-problem.ts";
import {
	clearSelection,
	leaveStage,
	selectImages,
	useSelection,
} from "../../state/selection-store.ts";
import { pictureOf } from "../../state/set-frames.ts";
import { beginMarks } from "../../state/set-marks.ts";
import { dismissSetProblem, followSet, useSet } from "../../state/set-store.ts";
import { CompareFrames } from "./compare-frames.tsx";
import { ContactSheet } from "./contact-sheet.tsx";
import { ExportLine } from "./export-line.tsx";
import { Filmstrip } from "./filmstrip.tsx";
import { chooseOne } from "./frame-choice.ts";
import { SetFooter } from "./set-footer.tsx";
import { SetHeader } from "./set-header.tsx";
import { beginSetView, setChoice, setFilter, useSetView, visibleSlots } from "./set-view-store.ts";
import { Slides } from "./slides.tsx";
import { useSetKeys } from "./use-set-keys.ts";

/** One set as a whole: its frames, what the designer thinks of them, and what follows from that. */
export function SetView() {
	const { t } = useTranslation("sets");
	const set = useSelection((state) => state.set);
	const detail = useSet((state) => state.detail);
	const missing = useSet((state) => state.missing);
	const root = useRef<HTMLElement>(null);
	useEffect(() => {
		if (set === undefined) return;
		beginSetView(set);
		beginMarks(set);
		return followSet(set);
	}, [set]);
	useEffect(() => root.current?.focus({ preventScroll: true }), []);
	useSetKeys();
	return (
		<section
			ref={root}
			aria-label={t("name")}
			tabIndex={-1}
			className="relative flex h-full flex-col bg-surface-0 outline-none"
		>
			{detail !== undefined ? (
				<Frames detail={detail} />
			) : set !== undefined && missing === undefined ? (
				<div className="flex h-full items-center justify-center">
					<Spinner label={t("loading")} />
				</div>
			) : (
				<EmptyState
					icon={ImageOff}
					title={t("gone")}
					actions={<Button onClick={leaveStage}>{t("back")}</Button>}
				>
					{missing === undefined || missing.reason === "set-not-found"
						? t("goneHint")
						: failureText(missing)}
				</EmptyState>
			)}
			<Aloud />
		</section>
	);
}

function Frames({ detail }: { readonly detail: SetDetail }) {
	const { t } = useTranslation("sets");
	const mode = useSetView((state) => state.mode);
	const filter = useSetView((state) => state.filter);
	const slots = useMemo(() => visibleSlots(detail, filter), [detail, filter]);
	useFirstFrame(detail);
	useInspected(detail);
	return (
		<>
			<SetHeader detail={detail} slots={slots} />
			<ExportLine />
			<Problems />
			{mode === "compare" ? (
				<CompareFrames detail={detail} />
			) : slots.length === 0 ? (
				<EmptyState
					icon={Filter}
					title={t("noneLeft")}
					actions={<Button onClick={() => setFilter("all")}>{t("showAll")}</Button>}
				/>
			) : mode === "sheet" ? (
				<ContactSheet detail={detail} slots={slots} />
			) : mode === "slides" ? (
				<Slides detail={detail} slots={slots} />
			) : (
				<Filmstrip detail={detail} slots={slots} />
			)}
			{mode !== "slides" && <SetFooter detail={detail} />}
		</>
	);
}

/** A set opens on the picture that was looked at before, if it is one of its own; else on the first. */
function useFirstFrame({ set, slots }: SetDetail): void {
	const isChosen = useSetView((state) => state.current !== undefined);
	const opened = useRef<string>(undefined);
	useEffect(() => {
		if (isChosen || opened.current === set) return;
		opened.current = set;
		const { current } = useSelection.getState();
		const seen = slots.find(({ frames }) => frames.some(({ id }) => id === current));
		const first = seen ?? slots[0];
		if (first !== undefined) setChoice(chooseOne(first.slot));
	}, [isChosen, set, slots]);
}

/** The inspector and the actions on pictures speak of what is chosen here. */
function useInspected({ slots }: SetDetail): void {
	const chosen = useSetView((state) => state.chosen);
	const current = useSetView((state) => state.current);
	const ids = slots
		.filter(({ slot }) => chosen.includes(slot) || slot === current)
		.flatMap((slot) => pictureOf(slot)?.id ?? []);
	const at = slots.find(({ slot }) => slot === current);
	const focused = at && pictureOf(at)?.id;
	// Said by its ids: another object with the same pictures is no other choice.
	const wanted = at !== undefined && focused === undefined ? "none" : [focused, ...ids].join(" ");
	const latest = useRef({ ids, focused });
	useEffect(() => {
		latest.current = { ids, focused };
	});
	useEffect(() => {
		// At a frame without a picture the inspector must not go on about another.
		if (wanted === "none") clearSelection();
		else if (wanted.trim() !== "") selectImages(latest.current.ids, latest.current.focused);
	}, [wanted]);
}

/** Why something that was asked for here did not happen. */
function Problems() {
	useTranslation("errors");
	const kept = useSet((state) => state.problem);
	const picture = usePictureProblem((state) => state.failure);
	const failure = kept ?? picture;
	const dismiss = () => {
		dismissSetProblem();
		dismissPictureProblem();
	};
	return <ProblemBar text={failure && failureText(failure)} onDismiss={dismiss} />;
}

/** What is plain to the eye, for a screen reader. */
function Aloud() {
	const { text, turn } = useSetView((state) => state.said);
	return (
		<p role="status" className="sr-only">
			<span key={turn}>{text}</span>
		</p>
	);
}
