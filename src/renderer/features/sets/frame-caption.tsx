import { clsx } from "clsx";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SetSlot } from "../../../contract/sets.ts";
import { arrangeSet } from "../../state/set-store.ts";
import { chooseOne } from "./frame-choice.ts";
import { patchSetView, setChoice, slotsInSight, useSetView } from "./set-view-store.ts";

/** Longest caption (`SetChange`). */
const MAX_CAPTION = 2_000;

/** The words under a frame, written in place. */
export function FrameCaption({
	slot,
	number,
	className,
}: {
	readonly slot: SetSlot;
	/** Its place, from 1. */
	readonly number: number;
	readonly className?: string;
}) {
	const { t } = useTranslation("sets");
	const isWriting = useSetView((state) => state.captioning === slot.slot);
	const isCurrent = useSetView((state) => state.current === slot.slot);
	if (isWriting) return <CaptionField slot={slot} number={number} className={className} />;
	const { caption } = slot;
	return (
		<button
			type="button"
			tabIndex={isCurrent ? 0 : -1}
			aria-label={
				caption === ""
					? t("caption.addTo", { number })
					: t("caption.edit", { number, caption: caption.slice(0, 120) })
			}
			onClick={() => write(slot.slot)}
			className={clsx(
				"block h-7 w-full truncate rounded-md px-1 text-left text-sm transition-colors hover:bg-surface-2",
				caption === "" ? "text-text-3" : "text-text-2",
				caption === "" &&
					!isCurrent &&
					"opacity-0 group-hover:opacity-100 focus-visible:opacity-100",
				className,
			)}
		>
			{caption === "" ? t("caption.add") : caption}
		</button>
	);
}

function CaptionField({
	slot,
	number,
	className,
}: {
	readonly slot: SetSlot;
	readonly number: number;
	readonly className?: string;
}) {
	const { t } = useTranslation("sets");
	const [text, setText] = useState(slot.caption);
	const field = useRef<HTMLInputElement>(null);
	const isOver = useRef(false);
	useEffect(() => {
		field.current?.focus();
		field.current?.select();
	}, []);
	/** @returns once: leaving the field comes after every other way out of it */
	const end = (keeps: boolean) => {
		if (isOver.current) return;
		isOver.current = true;
		if (keeps && text.trim() !== slot.caption) keep(slot.slot, text.trim());
		if (useSetView.getState().captioning === slot.slot) patchSetView({ captioning: undefined });
	};
	const latest = useRef(end);
	useEffect(() => {
		latest.current = end;
	});
	useEffect(() => {
		// A window that closes takes the field away without a word.
		const keepAtLast = () => latest.current(true);
		window.addEventListener("pagehide", keepAtLast);
		return () => window.removeEventListener("pagehide", keepAtLast);
	}, []);
	const onKeyDown = (event: KeyboardEvent) => {
		// Both belong to the input method while it is composing.
		if (event.nativeEvent.isComposing || event.keyCode === 229) return;
		if (event.key === "Escape") {
			event.preventDefault();
			event.stopPropagation();
			end(false);
		} else if (event.key === "Enter") {
			event.preventDefault();
			end(true);
			writeNext(slot.slot);
		}
	};
	return (
		<input
			ref={field}
			aria-label={t("caption.label", { number })}
			value={text}
			maxLength={MAX_CAPTION}
			onChange={(event) => setText(event.target.value)}
			onKeyDown={onKeyDown}
			onBlur={() => end(true)}
			className={clsx(
				"block h-7 w-full rounded-md border border-edge bg-field px-1 text-sm text-text outline-none focus-visible:outline-2 focus-visible:-outline-offset-1",
				className,
			)}
		/>
	);
}

function keep(slot: number, caption: string): void {
	void arrangeSet({ captions: { [String(slot)]: caption } });
}

function write(slot: number): void {
	setChoice(chooseOne(slot));
	patchSetView({ captioning: slot });
}

function writeNext(slot: number): void {
	const visible = slotsInSight().map((one) => one.slot);
	const next = visible[visible.indexOf(slot) + 1];
	if (next !== undefined) write(next);
}
