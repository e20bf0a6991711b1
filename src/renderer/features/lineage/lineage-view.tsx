import { ArrowLeft, Diff, GitFork, type LucideIcon, RotateCcw, Search } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { Lineage } from "../../../contract/lineage.ts";
import { failureText } from "../../bridge/error-text.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { Button } from "../../kit/button.tsx";
import { EmptyState } from "../../kit/empty-state.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { ProblemBar } from "../../kit/problem-bar.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { useApp } from "../../state/app-store.ts";
import { showQuery } from "../../state/library-showing.ts";
import { reuseRecipe } from "../../state/picture-actions.ts";
import { dismissPictureProblem, usePictureProblemText } from "../../state/picture-problem.ts";
import {
	backToGallery,
	leaveStage,
	openLineage,
	selectImages,
	useSelection,
} from "../../state/selection-store.ts";
import { JobCard } from "./job-card.tsx";
import { type LineageSheet, layOutLineage, originOf } from "./lay-out-lineage.ts";
import { LineageLines } from "./lineage-lines.tsx";
import { RecipePanel } from "./recipe-panel.tsx";
import { useLineage } from "./use-lineage.ts";
import { useLineageWalk } from "./use-lineage-walk.ts";

/** Where a picture came from and what came of it, to be walked through. */
export function LineageView() {
	const { t } = useTranslation("lineage");
	const root = useSelection((state) => state.lineage);
	const current = useSelection((state) => state.current);
	const { lineage, failure, again } = useLineage(root);
	const [other, setOther] = useState<ImageId>();
	const problem = usePictureProblemText();
	const focus = lineage?.images.some(({ id }) => id === current) === true ? current : root;
	const closesFirst = (event: KeyboardEvent) => {
		const isComparing = other !== undefined && other !== focus;
		if (event.key !== "Escape" || !isComparing || event.nativeEvent.isComposing) return;
		event.preventDefault();
		setOther(undefined);
	};
	return (
		<section
			aria-label={t("name")}
			className="@container flex h-full flex-col bg-surface-0"
			onKeyDown={closesFirst}
		>
			<Bar focus={focus} lineage={lineage} onCompare={setOther} />
			<ProblemBar text={problem} onDismiss={dismissPictureProblem} />
			<ProblemBar
				text={failure && failureText(failure)}
				action={
					<Button size="sm" onClick={again}>
						{t("again")}
					</Button>
				}
			/>
			{lineage === undefined && failure === undefined && (
				<div className="flex flex-1 items-center justify-center">
					<Spinner label={t("loading")} />
				</div>
			)}
			{lineage !== undefined && focus !== undefined && (
				<>
					<Sheet lineage={lineage} focus={focus} other={other} onCompare={setOther} />
					{other !== undefined && other !== focus && (
						<RecipePanel before={other} after={focus} onClose={() => setOther(undefined)} />
					)}
				</>
			)}
		</section>
	);
}

function Bar({
	focus,
	lineage,
	onCompare,
}: {
	readonly focus: ImageId | undefined;
	readonly lineage: Lineage | undefined;
	readonly onCompare: (id: ImageId | undefined) => void;
}) {
	const { t } = useTranslation("lineage");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const image = lineage?.images.find(({ id }) => id === focus);
	const parent = image && lineage && originOf(lineage.links, image.job);
	return (
		<header className="flex h-10 shrink-0 items-center gap-2 border-b border-line bg-surface-1 px-2">
			<IconButton
				icon={ArrowLeft}
				label={t("back")}
				shortcut={shortcutLabel("Escape", platform)}
				onClick={leaveStage}
			/>
			<h2 className="min-w-0 truncate text-base font-semibold">{t("name")}</h2>
			<div className="ml-auto flex shrink-0 items-center gap-2">
				<BarButton
					icon={Diff}
					label={t("compare.withParent")}
					disabled={parent === undefined}
					onClick={() => onCompare(parent)}
				/>
				<BarButton
					icon={Search}
					label={t("children")}
					disabled={focus === undefined}
					onClick={() => {
						if (focus === undefined) return;
						showQuery({ filter: { text: "", childrenOf: focus } });
						backToGallery();
					}}
				/>
				<BarButton
					icon={RotateCcw}
					label={t("remix")}
					disabled={image === undefined || image.imported === true}
					onClick={() => void (focus !== undefined && reuseRecipe(focus))}
				/>
			</div>
		</header>
	);
}

/** Words where there is room for them, a sign with a tooltip where there is not. */
function BarButton({
	icon,
	label,
	disabled,
	onClick,
}: {
	readonly icon: LucideIcon;
	readonly label: string;
	readonly disabled: boolean;
	readonly onClick: () => void;
}) {
	return (
		<>
			<Button
				size="sm"
				icon={icon}
				className="@max-[660px]:hidden"
				disabled={disabled}
				onClick={onClick}
			>
				{label}
			</Button>
			<IconButton
				size="sm"
				icon={icon}
				label={label}
				className="@min-[660px]:hidden"
				disabled={disabled}
				onClick={onClick}
			/>
		</>
	);
}

function Sheet({
	lineage,
	focus,
	other,
	onCompare,
}: {
	readonly lineage: Lineage;
	readonly focus: ImageId;
	readonly other: ImageId | undefined;
	readonly onCompare: (id: ImageId) => void;
}) {
	const { t } = useTranslation("lineage");
	const sheet = useMemo(() => layOutLineage(lineage), [lineage]);
	const scroller = useRef<HTMLElement>(null);
	const job = jobOf(sheet, focus);
	useLineageWalk(scroller, { sheet, focus, root: lineage.image });
	const isAlone = sheet.lines.length === 0;
	return (
		<>
			<section ref={scroller} aria-label={t("graph")} className="flex min-h-0 flex-1 overflow-auto">
				<div className="m-auto flex shrink-0 flex-col items-center">
					<div className="relative" style={{ width: sheet.width, height: sheet.height }}>
						<LineageLines sheet={sheet} focus={{ image: focus, job }} />
						{sheet.cards.map((card) => (
							<JobCard
								key={card.job.id}
								card={card}
								focus={focus}
								other={other}
								onFocus={(id) => selectImages([id])}
								onCompare={onCompare}
								hasMore={lineage.more.includes(card.job.id)}
								onWalkOn={openLineage}
							/>
						))}
					</div>
					{isAlone && (
						<EmptyState icon={GitFork} title={t("alone")}>
							{t("aloneHint")}
						</EmptyState>
					)}
				</div>
			</section>
			{!isAlone && <p className="shrink-0 px-4 py-1.5 text-xs text-text-3">{t("hint")}</p>}
		</>
	);
}

function jobOf({ cards }: LineageSheet, image: ImageId) {
	return cards.find(({ tiles }) => tiles.some(({ id }) => id === image))?.job.id;
}
