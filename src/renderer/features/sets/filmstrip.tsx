import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SetDetail, SetSlot } from "../../../contract/sets.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { goBy } from "./frame-actions.ts";
import { FrameList } from "./frame-list.tsx";
import { FrameOption } from "./frame-option.tsx";
import { LargeFrame } from "./large-frame.tsx";
import { useSetView } from "./set-view-store.ts";

/** Beyond these a frame of the strip would be a line or a wall. */
const NARROWEST = 0.5;
const WIDEST = 2.4;

/** One frame large and, unless it is looked at alone, all frames in a strip below. */
export function Filmstrip({
	detail,
	slots,
}: {
	readonly detail: SetDetail;
	readonly slots: readonly SetSlot[];
}) {
	const { t } = useTranslation("sets");
	const current = useSetView((state) => state.current);
	const isAlone = useSetView((state) => state.mode === "full");
	const at = Math.max(
		0,
		slots.findIndex(({ slot }) => slot === current),
	);
	const slot = slots[at];
	return (
		<div className="@container flex min-h-0 flex-1 flex-col">
			<div className="relative flex min-h-0 flex-1 flex-col">
				{slot !== undefined && <LargeFrame detail={detail} slot={slot} />}
				{at > 0 && (
					<IconButton
						icon={ChevronLeft}
						label={t("previous")}
						shortcut="←"
						look="solid"
						side="right"
						onClick={() => goBy(-1)}
						className="absolute! top-1/2 left-2 -mt-8"
					/>
				)}
				{at < slots.length - 1 && (
					<IconButton
						icon={ChevronRight}
						label={t("next")}
						shortcut="→"
						look="solid"
						side="left"
						onClick={() => goBy(1)}
						className="absolute! top-1/2 right-2 -mt-8"
					/>
				)}
			</div>
			{!isAlone && <Strip detail={detail} slots={slots} />}
		</div>
	);
}

function Strip({
	detail,
	slots,
}: {
	readonly detail: SetDetail;
	readonly slots: readonly SetSlot[];
}) {
	const { t } = useTranslation("sets");
	const ratio = Math.min(WIDEST, Math.max(NARROWEST, detail.ratio));
	const numberOf = new Map(detail.slots.map((slot, at) => [slot.slot, at + 1]));
	return (
		<nav
			aria-label={t("strip")}
			className="relative flex h-20 shrink-0 items-center gap-3 overflow-x-auto border-t border-line bg-surface-1 px-4"
		>
			<FrameList slots={slots} />
			{slots.map((slot, at) => (
				<FrameOption
					key={slot.slot}
					slot={slot}
					at={at}
					number={numberOf.get(slot.slot) ?? at + 1}
					total={detail.slots.length}
					isSmall
					className="h-14"
					style={{ aspectRatio: ratio }}
				/>
			))}
		</nav>
	);
}
