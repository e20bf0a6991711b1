import { Pause, Play, SkipBack, SkipForward, X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { imageUrl } from "../../../contract/media.ts";
import type { SetDetail, SetSlot } from "../../../contract/sets.ts";
import { formatNumber } from "../../bridge/format.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { Button } from "../../kit/button.tsx";
import { EmptyState } from "../../kit/empty-state.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Slider } from "../../kit/slider.tsx";
import { useApp } from "../../state/app-store.ts";
import { pictureOf } from "../../state/set-frames.ts";
import { goBy } from "./frame-actions.ts";
import { chooseOne } from "./frame-choice.ts";
import { frameName } from "./frame-words.ts";
import { leaveMode, patchSetView, setChoice, slideSeconds, useSetView } from "./set-view-store.ts";

/** The frames one after another over the whole stage; after the last comes the first. */
export function Slides({
	detail,
	slots,
}: {
	readonly detail: SetDetail;
	/** Those in sight. */
	readonly slots: readonly SetSlot[];
}) {
	const { t } = useTranslation("sets");
	const current = useSetView((state) => state.current);
	const isPlaying = useSetView((state) => state.isPlaying);
	const seconds = useSetView((state) => state.secondsPerSlide);
	const there = slots.filter((slot) => pictureOf(slot) !== undefined);
	const found = there.findIndex(({ slot }) => slot === current);
	const at = Math.max(0, found);
	const slot = there[at];
	const next = there[(at + 1) % Math.max(1, there.length)];
	const nextSlot = next?.slot;
	useEffect(() => {
		if (!isPlaying || nextSlot === undefined || there.length < 2) return;
		const timer = setTimeout(() => setChoice(chooseOne(nextSlot)), seconds * 1000);
		return () => clearTimeout(timer);
	}, [isPlaying, nextSlot, seconds, there.length]);
	const image = slot && pictureOf(slot);
	const number = detail.slots.findIndex((one) => one.slot === slot?.slot) + 1;
	const coming = next && pictureOf(next);
	if (slot === undefined || image === undefined) {
		return (
			<EmptyState
				icon={Play}
				title={t("slides.none")}
				actions={<Button onClick={leaveMode}>{t("slides.leave")}</Button>}
			/>
		);
	}
	return (
		<div className="absolute inset-0 z-10 flex flex-col bg-surface-0">
			<div className="relative min-h-0 flex-1">
				<img
					key={image.id}
					src={imageUrl("image", image.id)}
					alt={frameName(slot, number, detail.slots.length)}
					draggable={false}
					className="absolute inset-0 size-full object-contain transition-opacity starting:opacity-0"
				/>
				{/* The next one is decoded before its time comes. */}
				{coming !== undefined && (
					<img
						key={`next-${coming.id}`}
						src={imageUrl("image", coming.id)}
						alt=""
						decoding="async"
						className="pointer-events-none absolute size-px opacity-0"
					/>
				)}
			</div>
			{slot.caption !== "" && (
				<p className="shrink-0 px-6 py-2 text-center text-lg" data-selectable>
					{slot.caption}
				</p>
			)}
			<SlideBar at={at} count={there.length} isPlaying={isPlaying} seconds={seconds} />
		</div>
	);
}

function SlideBar({
	at,
	count,
	isPlaying,
	seconds,
}: {
	readonly at: number;
	readonly count: number;
	readonly isPlaying: boolean;
	readonly seconds: number;
}) {
	const { t } = useTranslation("sets");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	return (
		<div className="@container flex h-10 shrink-0 items-center gap-1 border-t border-line bg-surface-1 px-2 text-sm text-text-2">
			<IconButton
				icon={SkipBack}
				label={t("previous")}
				shortcut="←"
				side="top"
				onClick={() => goBy(-1)}
			/>
			<IconButton
				icon={isPlaying ? Pause : Play}
				label={t(isPlaying ? "slides.pause" : "slides.play")}
				shortcut={shortcutLabel("Space", platform)}
				side="top"
				onClick={() => patchSetView({ isPlaying: !isPlaying })}
			/>
			<IconButton
				icon={SkipForward}
				label={t("next")}
				shortcut="→"
				side="top"
				onClick={() => goBy(1)}
			/>
			<span className="nums mr-auto ml-2 shrink-0">
				{formatNumber(at + 1)} / {formatNumber(count)}
			</span>
			<span className="hidden truncate @xl:inline">{t("slides.seconds")}</span>
			<Slider
				label={t("slides.seconds")}
				value={seconds}
				onChange={(secondsPerSlide) => patchSetView({ secondsPerSlide })}
				min={slideSeconds.min}
				max={slideSeconds.max}
				className="mx-2 w-20 @xl:w-28"
			/>
			<span className="nums w-20 shrink-0">{t("slides.perFrame", { count: seconds })}</span>
			<IconButton
				icon={X}
				label={t("slides.leave")}
				shortcut={shortcutLabel("Escape", platform)}
				side="top"
				onClick={leaveMode}
			/>
		</div>
	);
}
