import { FolderX, Images, Search, SearchX, X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { failureText } from "../../bridge/error-text.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { EmptyState } from "../../kit/empty-state.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { ProblemBar } from "../../kit/problem-bar.tsx";
import { Skeleton } from "../../kit/skeleton.tsx";
import { Slider } from "../../kit/slider.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { useAction } from "../../state/action-registry.ts";
import { focusPrompt } from "../../state/focus-prompt.ts";
import { loadLibrary, retryPages, searchLibrary, useLibrary } from "../../state/library-store.ts";
import { dismissPictureProblem, usePictureProblem } from "../../state/picture-problem.ts";
import { useSelection } from "../../state/selection-store.ts";
import { GalleryGrid } from "./gallery-grid.tsx";
import { rowHeights, setRowHeight, useGallery } from "./gallery-store.ts";

/** Every saved picture, newest first. `greeting` takes the place of the words for an empty library. */
export function GalleryView({ greeting }: { readonly greeting?: ReactNode }) {
	const { t } = useTranslation("gallery");
	const search = useRef<HTMLInputElement>(null);
	const isInSight = useSelection((state) => state.stage === "gallery");
	const hasToolbar = useHasToolbar();
	useAction("gallery.search", () => search.current?.select(), isInSight && hasToolbar);
	return (
		<section aria-label={t("name")} className="flex h-full flex-col">
			{hasToolbar && <Toolbar search={search} />}
			<Problems />
			<div className="min-h-0 flex-1">
				<Body greeting={greeting} />
			</div>
		</section>
	);
}

/** Without a picture there is nothing to search or to size. */
function useHasToolbar(): boolean {
	return useLibrary(
		({ status, outline, text }) =>
			text !== "" || !(status === "failed" || (status === "ready" && outline.ratios.length === 0)),
	);
}

function Toolbar({ search }: { readonly search: React.RefObject<HTMLInputElement | null> }) {
	const { t } = useTranslation("gallery");
	const text = useLibrary((state) => state.text);
	const rowHeight = useGallery((state) => state.rowHeight);
	return (
		<div className="flex h-10 shrink-0 items-center gap-3 border-b border-line bg-surface-1 px-4">
			<div className="relative max-w-64 min-w-24 flex-1">
				<TextField
					compact
					ref={search}
					type="text"
					label={t("search.name")}
					placeholder={t("search.name")}
					value={text}
					maxLength={500}
					onChange={searchLibrary}
					onKeyDown={(event) => {
						if (event.key !== "Escape" || text === "") return;
						event.preventDefault();
						searchLibrary("");
					}}
					lead={<Search aria-hidden size={14} strokeWidth={1.75} />}
				/>
				{text !== "" && (
					<IconButton
						icon={X}
						size="sm"
						label={t("search.clear")}
						onClick={() => searchLibrary("")}
						className="absolute top-0.5 right-0.5"
					/>
				)}
			</div>
			<Count />
			<Slider
				label={t("size")}
				value={rowHeight}
				onChange={setRowHeight}
				min={rowHeights.min}
				max={rowHeights.max}
				step={rowHeights.step}
				className="ml-auto max-w-28 min-w-16 flex-1"
			/>
		</div>
	);
}

function Count() {
	const { t } = useTranslation("gallery");
	const total = useLibrary((state) => state.outline.ratios.length);
	const isReady = useLibrary((state) => state.status === "ready");
	const isSearch = useLibrary((state) => state.shownText !== "");
	if (!isReady) return null;
	const key = isSearch ? "found" : "count";
	return (
		<span className="nums shrink-0 text-sm text-text-3" role="status">
			{t(key, { count: total, number: formatNumber(total) })}
		</span>
	);
}

/** What went wrong with an action, or with fetching what is in sight; it stays until it is dealt with. */
function Problems() {
	const { t } = useTranslation("gallery");
	const action = usePictureProblem((state) => state.failure);
	const page = useLibrary((state) => (state.status === "ready" ? state.failure : undefined));
	const failure = page ?? action;
	if (failure === undefined) return null;
	return (
		<ProblemBar
			text={failureText(failure)}
			dismiss={t("dismiss")}
			onDismiss={dismissPictureProblem}
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

function Body({ greeting }: { readonly greeting: ReactNode }) {
	const { t } = useTranslation("gallery");
	const status = useLibrary((state) => state.status);
	const failure = useLibrary((state) => state.failure);
	const shownText = useLibrary((state) => state.shownText);
	const isEmpty = useLibrary((state) => state.outline.ratios.length === 0);
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
	if (shownText !== "") {
		return (
			<EmptyState
				icon={SearchX}
				title={t("none.title", { text: shownText })}
				actions={<Button onClick={() => searchLibrary("")}>{t("search.clear")}</Button>}
			>
				{t("none.text")}
			</EmptyState>
		);
	}
	return (
		greeting ?? (
			<EmptyState
				icon={Images}
				title={t("empty.title")}
				actions={<Button onClick={focusPrompt}>{t("empty.action")}</Button>}
			>
				{t("empty.text")}
			</EmptyState>
		)
	);
}

const loadingShapes = [1.5, 1, 0.75, 1.78, 1, 1.33, 0.67, 1.5, 1, 1.78, 0.75, 1];

function Loading() {
	const { t } = useTranslation("gallery");
	const rowHeight = useGallery((state) => state.rowHeight);
	return (
		<div
			role="status"
			className="flex h-full flex-wrap content-start gap-1 overflow-hidden p-4 pt-10"
		>
			<span className="sr-only">{t("loading")}</span>
			{loadingShapes.map((ratio, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: blocks without identity that never move.
				<div key={index} style={{ height: rowHeight, width: rowHeight * ratio }}>
					<Skeleton className="size-full" />
				</div>
			))}
		</div>
	);
}
