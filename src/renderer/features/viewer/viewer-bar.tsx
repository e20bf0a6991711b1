import {
	ArrowLeft,
	Copy,
	Ellipsis,
	Flag,
	FolderOpen,
	GripVertical,
	ImagePlus,
	SquarePen,
	Star,
	WandSparkles,
	X,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageRecord } from "../../../contract/library.ts";
import { formatList, formatNumber } from "../../bridge/format.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import { ProblemBar } from "../../kit/problem-bar.tsx";
import { showToast } from "../../kit/toast.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import { useApp } from "../../state/app-store.ts";
import { dragPictures } from "../../state/drag-out.ts";
import { useOutChoices } from "../../state/out-choices.ts";
import {
	addAsReferences,
	copyPicture,
	editWithPrompt,
	reuseRecipe,
	revealPicture,
} from "../../state/picture-actions.ts";
import { usePictureChoices } from "../../state/picture-choices.ts";
import { dismissPictureProblem, usePictureProblemText } from "../../state/picture-problem.ts";
import { leaveStage, useSelection } from "../../state/selection-store.ts";
import type { Neighbours } from "./use-neighbours.ts";

/** The way back, the prompt, and what can be done with the picture. */
export function ViewerBar({
	record,
	neighbours,
}: {
	readonly record: ImageRecord;
	readonly neighbours: Neighbours;
}) {
	const { t } = useTranslation("viewer");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const isCompared = useSelection((state) => state.behind === "compare");
	const problem = usePictureProblemText();
	const { place, total } = neighbours;
	return (
		<>
			<div className="flex h-10 shrink-0 items-center gap-1 border-b border-line bg-surface-1 pr-1 pl-2">
				<IconButton
					icon={ArrowLeft}
					label={t(isCompared ? "backToComparison" : "back")}
					shortcut={shortcutLabel("Escape", platform)}
					onClick={leaveStage}
				/>
				<h2 className="ml-1 min-w-0 truncate text-base font-semibold">
					{record.mark?.title ?? record.prompt}
				</h2>
				{place !== undefined && (
					<span className="nums ml-1 shrink-0 text-sm text-text-3">
						{t("place", { place: formatNumber(place), total: formatNumber(total) })}
					</span>
				)}
				<Marks record={record} />
				<Tags tags={record.mark?.tags ?? []} />
				<div className="ml-auto flex shrink-0 items-center">
					<IconButton
						icon={WandSparkles}
						label={t("edit")}
						onClick={() => void editWithPrompt(record.id)}
					/>
					<IconButton
						icon={ImagePlus}
						label={t("useAsReference")}
						onClick={() => void addAsReferences([record.id])}
					/>
					<IconButton
						icon={SquarePen}
						label={t("reuse")}
						onClick={() => void reuseRecipe(record.id)}
					/>
					<IconButton
						icon={Copy}
						label={t("copy")}
						onClick={() =>
							void copyPicture(record.id).then((done) => {
								if (done) showToast({ id: "copied", tone: "safe", text: t("copied") });
							})
						}
					/>
					<IconButton
						icon={FolderOpen}
						label={t("reveal")}
						onClick={() => void revealPicture(record.id)}
					/>
					<MoreMenu record={record} />
					<DragHandle record={record} />
				</div>
			</div>
			<ProblemBar text={problem} onDismiss={dismissPictureProblem} />
		</>
	);
}

/** The ways to go on that have no button of their own. */
function MoreMenu({ record }: { readonly record: ImageRecord }) {
	const { t } = useTranslation("viewer");
	const choices = usePictureChoices();
	const ways = useOutChoices();
	return (
		<Menu
			entries={[
				...choices(record.id).filter(({ id }) => id !== "edit"),
				"separator",
				...ways(record.id).filter(({ id }) => id !== "eagle-plain"),
			]}
		>
			<IconButton icon={Ellipsis} label={t("more")} />
		</Menu>
	);
}

/** What the designer thinks of the picture; P, X, U and the digits change it. */
function Marks({ record: { mark } }: { readonly record: ImageRecord }) {
	const { t } = useTranslation("viewer");
	if (mark === undefined) return null;
	const { pick, stars } = mark;
	const Sign = pick === "picked" ? Flag : X;
	return (
		<span className="ml-2 flex shrink-0 items-center gap-2 text-sm text-text-2">
			{pick !== undefined && (
				<span className="flex items-center gap-1">
					<Sign aria-hidden size={14} className={pick === "picked" ? "text-safe" : "text-danger"} />
					{t(`mark.${pick}`)}
				</span>
			)}
			{stars !== undefined && (
				<span
					className="nums flex items-center gap-0.5"
					role="img"
					aria-label={t("mark.stars", { count: stars })}
				>
					{stars}
					<Star aria-hidden size={12} fill="currentColor" strokeWidth={0} className="text-warn" />
				</span>
			)}
		</span>
	);
}

/** As many as there is room for; all of them stand in the inspector. */
function Tags({ tags }: { readonly tags: readonly string[] }) {
	const { t } = useTranslation("viewer");
	if (tags.length === 0) return null;
	return (
		<span
			role="img"
			aria-label={t("tags", { tags: formatList(tags) })}
			className="ml-2 flex h-5 max-w-1/3 min-w-0 shrink-[2] flex-wrap gap-1 overflow-hidden"
		>
			{tags.map((tag) => (
				<span
					key={tag}
					className="max-w-40 truncate rounded-full bg-surface-2 px-2 text-xs leading-5 text-text-2"
				>
					{tag}
				</span>
			))}
		</span>
	);
}

/** The picture itself is dragged to look around in it; this takes the file out. */
function DragHandle({ record }: { readonly record: ImageRecord }) {
	const { t } = useTranslation("viewer");
	return (
		<Tooltip text={t("drag")}>
			<span
				role="img"
				aria-label={t("drag")}
				draggable
				onDragStart={(event) => {
					event.preventDefault();
					dragPictures([record.id]);
				}}
				className="flex size-8 cursor-grab items-center justify-center rounded-md text-text-2 transition-colors hover:bg-surface-2 hover:text-text"
			>
				<GripVertical aria-hidden size={16} strokeWidth={1.75} />
			</span>
		</Tooltip>
	);
}
