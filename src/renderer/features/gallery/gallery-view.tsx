import { FolderX, Images, SearchX, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { LibraryQuery } from "../../../contract/library-query.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { EmptyState } from "../../kit/empty-state.tsx";
import { ProblemBar } from "../../kit/problem-bar.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { Skeleton } from "../../kit/skeleton.tsx";
import { focusPrompt } from "../../state/focus-prompt.ts";
import { loadLibrary, retryPages } from "../../state/library-load.ts";
import { isUnfiltered } from "../../state/library-query-identity.ts";
import { showQuery } from "../../state/library-showing.ts";
import { useLibrary } from "../../state/library-store.ts";
import { dismissPictureProblem, usePictureProblem } from "../../state/picture-problem.ts";
import { GalleryGrid } from "./gallery-grid.tsx";
import { SINGLE_ROW, USUAL_ROW, useRowHeight } from "./gallery-store.ts";
import { GalleryToolbar } from "./gallery-toolbar.tsx";
import { useRebuildProgress } from "./use-rebuild-progress.ts";

/**
 * The saved pictures that are asked for, in the order that is asked for.
 * @param props.search stands in the bar above them
 * @param props.greeting takes the place of the words for an empty library
 * @param props.emptyAction another way to fill an empty library, beside the prompt
 */
export function GalleryView({
	search,
	greeting,
	emptyAction,
}: {
	readonly search?: ReactNode;
	readonly greeting?: ReactNode;
	readonly emptyAction?: ReactNode;
}) {
	const { t } = useTranslation("gallery");
	const hasToolbar = useHasToolbar();
	return (
		<section aria-label={t("name")} className="flex h-full flex-col">
			{hasToolbar && <GalleryToolbar search={search} />}
			<Rebuilding />
			<Problems />
			<div className="min-h-0 flex-1">
				<Body greeting={greeting} emptyAction={emptyAction} />
			</div>
		</section>
	);
}

/** Without a picture there is nothing to search or to size. While what was looked for gives way to everything, the bar stays. */
function useHasToolbar(): boolean {
	return useLibrary(({ status, outline, query, shownQuery }) => {
		const isEmpty = status === "ready" && outline.ratios.length === 0;
		return isNarrowed(query) || isNarrowed(shownQuery) || !(status === "failed" || isEmpty);
	});
}

function isNarrowed(query: LibraryQuery): boolean {
	return !isUnfiltered(query) || query.order !== undefined;
}

/** Pictures appear as their folders are read; what is drawn meanwhile is not all there is. */
function Rebuilding() {
	const { t } = useTranslation("gallery");
	const progress = useRebuildProgress();
	if (progress === undefined) return null;
	const { done, total } = progress;
	return (
		<div
			role="status"
			className="flex items-center gap-3 border-b border-line bg-surface-1 px-4 py-2 text-sm text-text-2"
		>
			<span className="shrink-0">{t("rebuilding.text")}</span>
			<ProgressBar
				label={t("rebuilding.text")}
				value={total === undefined || total === 0 ? undefined : done / total}
				className="flex-1"
			/>
			<span className="nums shrink-0 text-text-3">{formatNumber(done)}</span>
		</div>
	);
}

/** What went wrong with an action, or with fetching what is in sight; it stays until it is dealt with. */
function Problems() {
	const { t } = useTranslation("gallery");
	const action = usePictureProblem((state) => state.failure);
	const page = useLibrary((state) => (state.status === "ready" ? state.failure : undefined));
	const isWhole = useLibrary((state) => state.isWhole);
	const failure = page ?? action;
	const said = failure && failureText(failure);
	return (
		<ProblemBar
			text={page !== undefined && !isWhole ? t("partial", { reason: said }) : said}
			onDismiss={page === undefined ? dismissPictureProblem : undefined}
			action={
				page && (
					<Button size="sm" onClick={retryPages}>
						{t("again")}
					</Button>
				)
			}
		/>
	);
}

function Body({
	greeting,
	emptyAction,
}: {
	readonly greeting: ReactNode;
	readonly emptyAction: ReactNode;
}) {
	const { t } = useTranslation("gallery");
	const status = useLibrary((state) => state.status);
	const failure = useLibrary((state) => state.failure);
	const isEmpty = useLibrary((state) => state.outline.ratios.length === 0);
	const isPart = useLibrary(({ shownQuery }) => isNarrowed(shownQuery));
	if (status === "loading") return <Loading />;
	if (status === "failed") {
		return (
			<EmptyState
				icon={FolderX}
				title={t("failed.title")}
				actions={<Button onClick={() => void loadLibrary()}>{t("again")}</Button>}
			>
				{failure && failureText(failure)}
			</EmptyState>
		);
	}
	if (!isEmpty) return <GalleryGrid />;
	if (isPart) return <NothingFound />;
	return (
		greeting ?? (
			<EmptyState
				icon={Images}
				title={t("empty.title")}
				actions={
					<>
						<Button onClick={focusPrompt}>{t("empty.action")}</Button>
						{emptyAction}
					</>
				}
			>
				{t("empty.text")}
			</EmptyState>
		)
	);
}

/** Says what was looked for, and leads back to everything. */
function NothingFound() {
	const { t } = useTranslation("gallery");
	const query = useLibrary((state) => state.shownQuery);
	const { filter, order, stacked } = query;
	const clear = () => showQuery({ filter: { text: "" }, ...(stacked === true && { stacked }) });
	if (filter.state === "trashed" && filter.text === "") {
		return (
			<EmptyState
				icon={Trash2}
				title={t("none.trashTitle")}
				actions={<Button onClick={clear}>{t("none.all")}</Button>}
			>
				{t("none.trashText")}
			</EmptyState>
		);
	}
	const isTextAlone = isUnfiltered({ filter: { ...filter, text: "" } }) && order === undefined;
	return (
		<EmptyState
			icon={SearchX}
			title={filter.text === "" ? t("none.plainTitle") : t("none.title", { text: filter.text })}
			actions={<Button onClick={clear}>{t(isTextAlone ? "search.clear" : "none.all")}</Button>}
		>
			{t(textKey(query))}
		</EmptyState>
	);
}

function textKey({ filter, order }: LibraryQuery) {
	if (order?.by === "similar") return "none.similar";
	if (order?.by === "duplicates") return "none.duplicates";
	return filter.text === "" ? "none.filters" : "none.text";
}

const loadingShapes = [1.5, 1, 0.75, 1.78, 1, 1.33, 0.67, 1.5, 1, 1.78, 0.75, 1];
/** Enough blocks to fill the window of a contact sheet. */
const MANY = 240;

function Loading() {
	const { t } = useTranslation("gallery");
	const chosen = useRowHeight();
	const rowHeight = chosen >= SINGLE_ROW ? USUAL_ROW * 2 : chosen;
	const count = Math.min(MANY, Math.ceil((USUAL_ROW / rowHeight) ** 2 * 4) * loadingShapes.length);
	return (
		<div
			role="status"
			className="flex h-full flex-wrap content-start gap-1 overflow-hidden p-4 pt-10"
		>
			<span className="sr-only">{t("loading")}</span>
			{Array.from({ length: count }, (_, index) => {
				const ratio = loadingShapes[index % loadingShapes.length] ?? 1;
				return (
					// biome-ignore lint/suspicious/noArrayIndexKey: blocks without identity that never move.
					<div key={index} className="grow" style={{ height: rowHeight, width: rowHeight * ratio }}>
						<Skeleton className="size-full" />
					</div>
				);
			})}
		</div>
	);
}
