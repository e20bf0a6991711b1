import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { imageUrl } from "../../../contract/media.ts";
import { LockedPicture } from "../../kit/locked-picture.tsx";
import { Slider } from "../../kit/slider.tsx";
import { useLockedView } from "../../state/locked-view-store.ts";
import { useLockedZoom } from "../../state/use-locked-zoom.ts";
import type { Compared } from "./compared.ts";

/** How much brighter what differs is shown. */
const GAIN = { min: 1, max: 16, initial: 2 } as const;

/** What differs between two frames: black where they are the same. */
export function DifferenceFrame({
	left,
	right,
}: {
	readonly left: Compared;
	readonly right: Compared;
}) {
	const { t } = useTranslation("sets");
	const frame = useRef<HTMLDivElement>(null);
	const [gain, setGain] = useState<number>(GAIN.initial);
	const { listeners } = useLockedZoom(frame, false);
	const view = useLockedView();
	return (
		<div className="flex min-h-0 flex-1 flex-col">
			<div className="min-h-0 flex-1 p-2">
				<div
					ref={frame}
					{...listeners}
					role="img"
					aria-label={t("compare.both", { left: left.number, right: right.number })}
					className="relative isolate size-full touch-none overflow-hidden rounded-md"
					style={{ backgroundColor: "black", filter: `brightness(${gain})` }}
				>
					<LockedPicture
						key={left.image.id}
						standIn={imageUrl("thumb", left.image.id)}
						source={imageUrl("image", left.image.id)}
						view={view}
					/>
					<div className="absolute inset-0 mix-blend-difference">
						<LockedPicture
							key={right.image.id}
							standIn={imageUrl("thumb", right.image.id)}
							source={imageUrl("image", right.image.id)}
							view={view}
						/>
					</div>
				</div>
			</div>
			<div className="flex h-9 shrink-0 items-center gap-3 border-t border-line bg-surface-1 px-3 text-sm text-text-2">
				<span>{t("compare.gain")}</span>
				<Slider
					label={t("compare.gain")}
					value={gain}
					onChange={setGain}
					min={GAIN.min}
					max={GAIN.max}
					className="w-40"
				/>
				<span className="nums">{t("compare.gainValue", { gain })}</span>
			</div>
		</div>
	);
}
