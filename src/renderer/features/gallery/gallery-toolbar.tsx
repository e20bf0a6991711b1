import { ArrowLeft, Layers } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { failureOf } from "../../bridge/client.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Slider } from "../../kit/slider.tsx";
import { saveSettings } from "../../state/app-store.ts";
import { isUnfiltered, sameQuery } from "../../state/library-query-identity.ts";
import { showQuery, useLibrary } from "../../state/library-store.ts";
import { usePictureProblem } from "../../state/picture-problem.ts";
import { rowSteps, setRowHeight, stepOf, USUAL_ROW, useRowHeight } from "./gallery-store.ts";
import { gatherStack, useIsSpread } from "./use-return-from-spread.ts";

/** What is shown and how large. `search` stands before it. */
export function GalleryToolbar({ search }: { readonly search: ReactNode }) {
	const { t } = useTranslation("gallery");
	const rowHeight = useRowHeight();
	const isSpread = useIsSpread();
	return (
		<div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 border-b border-line bg-surface-1 px-4">
			{isSpread && (
				<Button size="sm" icon={ArrowLeft} onClick={gatherStack}>
					{t("spread.back")}
				</Button>
			)}
			{search !== undefined && <div className="min-w-0 flex-[1_1_400px]">{search}</div>}
			<div className="ml-auto flex min-h-8 shrink-0 items-center gap-3">
				<Count />
				{!isSpread && <StackToggle />}
				<Slider
					label={t("size")}
					value={stepOf(rowHeight)}
					onChange={(step) => setRowHeight(rowSteps[step] ?? USUAL_ROW)}
					min={0}
					max={rowSteps.length - 1}
					className="w-28"
				/>
			</div>
		</div>
	);
}

/** Sets as one picture each, or every picture by itself; kept for the next time. */
function StackToggle() {
	const { t } = useTranslation("gallery");
	const stacked = useLibrary((state) => state.query.stacked === true);
	const toggle = () => {
		const { stacked: _, ...rest } = useLibrary.getState().query;
		showQuery(stacked ? rest : { ...rest, stacked: true });
		saveSettings({ stacked: !stacked }).catch((thrown: unknown) =>
			usePictureProblem.setState({ failure: failureOf(thrown) }),
		);
	};
	return (
		<IconButton
			icon={Layers}
			size="sm"
			label={t(stacked ? "stack.off" : "stack.on")}
			pressed={stacked}
			onClick={toggle}
		/>
	);
}

/** Nothing waits for it: while only the first page is there, nobody knows yet. */
function Count() {
	const { t } = useTranslation("gallery");
	const total = useLibrary((state) => state.outline.ratios.length);
	const isReady = useLibrary((state) => state.status === "ready" && state.isWhole);
	const isBehind = useLibrary((state) => !sameQuery(state.query, state.shownQuery));
	const isFound = useLibrary((state) => !isUnfiltered(state.shownQuery));
	const isStacked = useLibrary((state) => state.shownQuery.stacked === true);
	const kind = isFound ? "found" : "count";
	const text = isStacked
		? t(`${kind}Stacked`, { count: total, number: formatNumber(total) })
		: t(kind, { count: total, number: formatNumber(total) });
	return (
		<span className="nums shrink-0 text-sm text-text-3" role="status">
			{isReady && !isBehind ? text : t("counting")}
		</span>
	);
}
