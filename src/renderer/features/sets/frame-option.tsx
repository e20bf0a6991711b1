import { clsx } from "clsx";
import { type CSSProperties, type MouseEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { imageUrl } from "../../../contract/media.ts";
import type { SetSlot } from "../../../contract/sets.ts";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { useTileDrag } from "../../kit/use-tile-drag.ts";
import { pictureOf } from "../../state/set-frames.ts";
import { moveFrames } from "./frame-actions.ts";
import { chooseOne, rangeTo, toggleFrame } from "./frame-choice.ts";
import { FrameGhost } from "./frame-ghost.tsx";
import { FrameMarks } from "./frame-marks.tsx";
import { frameName } from "./frame-words.ts";
import { setChoice, setMode, slotsInSight, useSetView } from "./set-view-store.ts";

/** How the element of a slot's frame is called in the page. */
export function optionId(slot: number): string {
	return `set-frame-${slot}`;
}

/** One frame among its siblings: chosen by click and keys, moved by dragging, opened by a double click. */
export function FrameOption({
	slot,
	at,
	number,
	total,
	isSmall = false,
	className,
	style,
}: {
	readonly slot: SetSlot;
	/** Place among those in sight, from 0. */
	readonly at: number;
	/** Place in the set, from 1. */
	readonly number: number;
	readonly total: number;
	readonly isSmall?: boolean;
	readonly className?: string;
	readonly style?: CSSProperties;
}) {
	useTranslation("sets");
	const frame = useRef<HTMLDivElement>(null);
	const isCurrent = useSetView((state) => state.current === slot.slot);
	const isChosen = useSetView((state) => state.chosen.includes(slot.slot));
	const { dragged, landing } = useTileDrag(frame, at, moveFromTo);
	useFollowing(frame, isCurrent);
	const image = pictureOf(slot);
	return (
		<div
			ref={frame}
			id={optionId(slot.slot)}
			role="option"
			aria-selected={isChosen}
			aria-setsize={total}
			aria-posinset={number}
			aria-label={frameName(slot, number, total)}
			aria-keyshortcuts="P X U 1 2 3 4 5 0"
			tabIndex={isCurrent ? 0 : -1}
			onClick={(event) => choose(slot.slot, event, isSmall)}
			onKeyDown={(event) => {
				if (event.key !== " " || !(event.ctrlKey || event.metaKey)) return;
				event.preventDefault();
				setChoice(toggleFrame(useSetView.getState(), slot.slot));
			}}
			onDoubleClick={() => setMode("strip")}
			className={clsx(
				"relative block shrink-0 rounded-md",
				(isChosen || isCurrent) && "outline-2 outline-offset-1",
				isCurrent ? "outline-accent" : isChosen && "outline-edge",
				dragged && "opacity-40",
				className,
			)}
			style={style}
		>
			{image === undefined ? (
				<FrameGhost slot={slot} number={number} isSmall={isSmall} />
			) : (
				<span
					className={clsx(
						"block size-full overflow-hidden rounded-md bg-surface-1 transition-opacity",
						image.mark?.pick === "rejected" && "opacity-40",
					)}
				>
					<Thumbnail key={image.id} src={imageUrl("thumb", image.id)} className="object-contain!" />
				</span>
			)}
			{image !== undefined && (
				<FrameMarks mark={image.mark} isRedrawn={slot.awaited} isSmall={isSmall} />
			)}
			{landing !== undefined && (
				<span
					aria-hidden
					className={clsx(
						"absolute inset-y-0 w-0.5 rounded-full bg-accent",
						landing === "before" ? "-left-2" : "-right-2",
					)}
				/>
			)}
		</div>
	);
}

/** The keyboard and the scroll follow the current frame, while the keyboard is among the frames. */
function useFollowing(frame: { readonly current: HTMLElement | null }, isCurrent: boolean): void {
	useEffect(() => {
		const { current } = frame;
		if (!isCurrent || current === null) return;
		current.scrollIntoView({ block: "nearest", inline: "nearest" });
		const { activeElement } = document;
		if (activeElement?.getAttribute("role") === "option") current.focus({ preventScroll: true });
	}, [frame, isCurrent]);
}

function choose(slot: number, event: MouseEvent, isStrip: boolean): void {
	const state = useSetView.getState();
	const visible = slotsInSight().map((one) => one.slot);
	if (event.shiftKey) setChoice(rangeTo(state, visible, slot));
	else if (event.ctrlKey || event.metaKey) setChoice(toggleFrame(state, slot));
	// In the filmstrip several stay chosen only while they are being chosen.
	else setChoice(chooseOne(slot));
	if (isStrip && document.activeElement instanceof HTMLElement) {
		document.getElementById(optionId(slot))?.focus({ preventScroll: true });
	}
}

/** What is chosen moves together when one of it is dragged. */
function moveFromTo(from: number, to: number): void {
	const visible = slotsInSight().map((one) => one.slot);
	const slot = visible[from];
	const beside = visible[to];
	if (slot === undefined || beside === undefined) return;
	const { chosen } = useSetView.getState();
	const moved = chosen.includes(slot) ? chosen : [slot];
	moveFrames(moved, beside, to > from ? "after" : "before");
}
