import { ArrowLeft, Layers, SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { failureOf } from "../../bridge/client.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Popover } from "../../kit/popover.tsx";
import { Slider } from "../../kit/slider.tsx";
import { Switch } from "../../kit/switch.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import { saveSettings } from "../../state/app-store.ts";
import { isUnfiltered, sameQuery } from "../../state/library-query-identity.ts";
import { showQuery } from "../../state/library-showing.ts";
import { useLibrary } from "../../state/library-store.ts";
import { usePictureProblem } from "../../state/picture-problem.ts";
import { rowSteps, setRowHeight, stepOf, USUAL_ROW, useRowHeight } from "./gallery-store.ts";
import { gatherStack, useIsSpread } from "./use-return-from-spread.ts";

/**
 * What is shown and how large, always one line: with less room the count becomes its number, then
 * size and stacks go behind one button. `search` stands before it.
 */
export function GalleryToolbar({ search }: { readonly search: ReactNode }) {
	const { t } = useTranslation("gallery");
	const isSpread = useIsSpread();
	return (
		<div className="@container shrink-0 border-b border-line bg-surface-1">
			<div className="flex min-h-10 items-start gap-x-3 px-4">
				{isSpread && (
					<div className="flex h-10 shrink-0 items-center">
						<Button size="sm" icon={ArrowLeft} label={t("spread.back")} onClick={gatherStack}>
							<span className="@max-[620px]:hidden">{t("spread.back")}</span>
						</Button>
					</div>
				)}
				{search !== undefined && <div className="min-w-0 flex-1">{search}</div>}
				<div className="relative ml-auto flex h-10 shrink-0 items-center gap-3">
					<Count />
					<div className="flex items-center gap-3 @max-[540px]:hidden">
						{!isSpread && <StackToggle />}
						<SizeSlider className="w-28 @max-[620px]:w-20" />
					</div>
					<div className="-ml-2 hidden @max-[540px]:block">
						<ViewTool isSpread={isSpread} />
					</div>
				</div>
			</div>
		</div>
	);
}

/** The same where there is no room for it in the bar. */
function ViewTool({ isSpread }: { readonly isSpread: boolean }) {
	const { t } = useTranslation("gallery");
	const { stacked, toggle } = useStacked();
	const { text } = useCount();
	return (
		<Popover
			title={text}
			align="end"
			content={
				<div className="flex w-56 flex-col gap-3">
					<div>
						<p aria-hidden className="text-base">
							{t("size")}
						</p>
						<SizeSlider className="w-full" />
					</div>
					{!isSpread && <Switch label={t("stack.on")} checked={stacked} onChange={toggle} />}
				</div>
			}
		>
			<IconButton icon={SlidersHorizontal} size="sm" label={t("view")} />
		</Popover>
	);
}

function SizeSlider({ className }: { readonly className: string }) {
	const { t } = useTranslation("gallery");
	const rowHeight = useRowHeight();
	return (
		<Slider
			label={t("size")}
			value={stepOf(rowHeight)}
			onChange={(step) => setRowHeight(rowSteps[step] ?? USUAL_ROW)}
			min={0}
			max={rowSteps.length - 1}
			className={className}
		/>
	);
}

/** Sets as one picture each, or every picture by itself; kept for the next time. */
function useStacked(): { readonly stacked: boolean; readonly toggle: () => void } {
	const stacked = useLibrary((state) => state.query.stacked === true);
	const toggle = () => {
		const { stacked: _, ...rest } = useLibrary.getState().query;
		showQuery(stacked ? rest : { ...rest, stacked: true });
		saveSettings({ stacked: !stacked }).catch((thrown: unknown) =>
			usePictureProblem.setState({ failure: failureOf(thrown) }),
		);
	};
	return { stacked, toggle };
}

function StackToggle() {
	const { t } = useTranslation("gallery");
	const { stacked, toggle } = useStacked();
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

/** How much is shown, in words, and the number alone once it is known. */
function useCount(): { readonly text: string; readonly number: string | undefined } {
	const { t } = useTranslation("gallery");
	const total = useLibrary((state) => state.outline.ratios.length);
	const isReady = useLibrary((state) => state.status === "ready" && state.isWhole);
	const isBehind = useLibrary((state) => !sameQuery(state.query, state.shownQuery));
	const isFound = useLibrary((state) => !isUnfiltered(state.shownQuery));
	const isStacked = useLibrary((state) => state.shownQuery.stacked === true);
	if (!isReady || isBehind) return { text: t("counting"), number: undefined };
	const kind = isFound ? "found" : "count";
	const number = formatNumber(total);
	const facts = { count: total, number };
	return { text: isStacked ? t(`${kind}Stacked`, facts) : t(kind, facts), number };
}

/** Nothing waits for it: while only the first page is there, nobody knows yet. */
function Count() {
	const { text, number } = useCount();
	return (
		<>
			<span className="nums shrink-0 text-sm text-text-3 @max-[720px]:sr-only" role="status">
				{text}
			</span>
			<Tooltip text={text}>
				<span
					aria-hidden
					className="nums hidden shrink-0 text-sm text-text-3 @max-[720px]:block @max-[540px]:hidden"
				>
					{number ?? "…"}
				</span>
			</Tooltip>
		</>
	);
}
