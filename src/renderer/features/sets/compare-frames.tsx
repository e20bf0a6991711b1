import { Columns3 } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { SetDetail } from "../../../contract/sets.ts";
import { Button } from "../../kit/button.tsx";
import { EmptyState } from "../../kit/empty-state.tsx";
import { zoomedBy } from "../../state/locked-view.ts";
import {
	changeView,
	middle,
	STEP,
	showWhole,
	useLockedView,
} from "../../state/locked-view-store.ts";
import { pictureOf } from "../../state/set-frames.ts";
import { CompareBar } from "./compare-bar.tsx";
import { ComparePane } from "./compare-pane.tsx";
import type { Compared } from "./compared.ts";
import { DifferenceFrame } from "./difference-frame.tsx";
import { useLargeFrame } from "./large-frame-handle.ts";
import { leaveMode, useSetView } from "./set-view-store.ts";
import { SliderFrame } from "./slider-frame.tsx";

/** What Space goes to: close enough to see how something is drawn. */
const CLOSE = 3;

/** Two to four frames under one view; two also behind a slider, or as what differs between them. */
export function CompareFrames({ detail }: { readonly detail: SetDetail }) {
	const { t } = useTranslation("sets");
	const slots = useSetView((state) => state.compared);
	const way = useSetView((state) => state.way);
	const frames = slots.flatMap((wanted): Compared[] => {
		const at = detail.slots.findIndex(({ slot }) => slot === wanted);
		const slot = detail.slots[at];
		const image = slot && pictureOf(slot);
		return slot === undefined || image === undefined ? [] : [{ slot, image, number: at + 1 }];
	});
	useEffect(() => {
		showWhole();
		return showWhole;
	}, []);
	useLargeFrame({
		toggle: () => (useLockedView.getState().zoom > 1 ? showWhole() : zoomBy(CLOSE)),
		zoomIn: () => zoomBy(STEP),
		zoomOut: () => zoomBy(1 / STEP),
	});
	const [left, right] = frames;
	if (left === undefined || right === undefined) {
		return (
			<EmptyState
				icon={Columns3}
				title={t("compare.few")}
				actions={<Button onClick={leaveMode}>{t("back")}</Button>}
			>
				{t("compare.fewHint")}
			</EmptyState>
		);
	}
	const isPair = frames.length === 2;
	return (
		<div className="flex min-h-0 flex-1 flex-col">
			<CompareBar isPair={isPair} />
			{isPair && way === "slider" ? (
				<SliderFrame left={left} right={right} />
			) : isPair && way === "difference" ? (
				<DifferenceFrame left={left} right={right} />
			) : (
				<ul
					className="grid min-h-0 flex-1 gap-2 p-2"
					style={{
						gridTemplateColumns: `repeat(${frames.length === 4 ? 2 : frames.length}, minmax(0, 1fr))`,
						gridAutoRows: "minmax(0, 1fr)",
					}}
				>
					{frames.map((frame) => (
						<ComparePane key={frame.slot.slot} frame={frame} total={detail.slots.length} />
					))}
				</ul>
			)}
		</div>
	);
}

function zoomBy(growth: number): void {
	changeView((view) => zoomedBy(view, growth, middle));
}
