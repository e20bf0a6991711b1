import { clsx } from "clsx";
import {
	CopyCheck,
	FileQuestion,
	Flag,
	Images,
	Import,
	PanelLeftClose,
	Trash2,
} from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { LibraryQuery } from "../../../contract/library-query.ts";
import { formatNumber } from "../../bridge/format.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { ResizeHandle } from "../../kit/resize-handle.tsx";
import { useFacets } from "../../state/facets-store.ts";
import { showPictures } from "../../state/finding.ts";
import { trashPictures } from "../../state/library-edits.ts";
import { isUnfiltered, sameQuery } from "../../state/library-query-identity.ts";
import { useLibrary } from "../../state/library-store.ts";
import { CollectionRows, SavedSearchRows } from "./collection-rows.tsx";
import { setFinding, sideWidths, useFinding } from "./finding-store.ts";
import { SideRow } from "./side-row.tsx";
import { useSide } from "./use-side.ts";

/** What the library can be looked at as: everything, the trash, collections and saved searches. */
export function LibrarySide() {
	const { t } = useTranslation("finding");
	const { isOver, isShown, show } = useSide();
	const width = useFinding((state) => state.sideWidth);
	const isEmpty = useIsEmpty();
	const list = useRef<HTMLElement>(null);
	useGoneOnceChosen(isOver && isShown);
	useEffect(() => {
		if (isOver && isShown) list.current?.querySelector<HTMLElement>("[data-side-row]")?.focus();
	}, [isOver, isShown]);
	if (!isShown || isEmpty) return null;
	return (
		<div
			className={clsx(
				"flex min-h-0 shrink-0 bg-surface-1",
				isOver && "absolute inset-y-0 left-0 z-30 shadow-raised",
			)}
			style={{ width }}
		>
			<nav
				ref={list}
				aria-label={t("side.name")}
				className="min-h-0 min-w-0 flex-1 overflow-y-auto px-2 pt-1.5 pb-4"
				onKeyDown={(event) => {
					if (isOver && event.key === "Escape") {
						event.preventDefault();
						show(false);
					} else walk(event, list.current);
				}}
				onBlur={({ relatedTarget: to, currentTarget: { parentElement: side } }) => {
					if (!isOver || !(to instanceof Element) || side?.contains(to) === true) return;
					if (to.closest(FLOATING) === null) show(false);
				}}
			>
				<div className="mb-1 flex h-7 items-center justify-between">
					<span className="truncate px-2 text-sm font-semibold">{t("side.title")}</span>
					<IconButton
						icon={PanelLeftClose}
						size="sm"
						label={t("side.hide")}
						onClick={() => show(false)}
					/>
				</div>
				<PlaceRows />
				<CollectionRows />
				<SavedSearchRows />
			</nav>
			<ResizeHandle
				label={t("side.resize")}
				orientation="vertical"
				grows={1}
				size={width}
				{...sideWidths}
				onResize={(sideWidth) => setFinding({ sideWidth })}
			/>
		</div>
	);
}

/** What opens from the side and takes the keyboard for a moment. */
const FLOATING = '[role="menu"], [role="dialog"], [role="alertdialog"]';

/** Where the side lies over the pictures it goes once they are chosen. */
function useGoneOnceChosen(isLaidOver: boolean): void {
	const query = useLibrary((state) => state.query);
	const before = useRef(query);
	useEffect(() => {
		if (isLaidOver && before.current !== query) setFinding({ sideOver: false });
		before.current = query;
	}, [isLaidOver, query]);
}

/** Nothing was ever saved: there is nothing to put in order. */
function useIsEmpty(): boolean {
	return useLibrary(
		({ status, outline, shownQuery }) =>
			status === "ready" &&
			outline.ratios.length === 0 &&
			isUnfiltered(shownQuery) &&
			shownQuery.order === undefined,
	);
}

const all: LibraryQuery = { filter: { text: "" } };
const picked: LibraryQuery = { filter: { text: "", picks: ["picked"] } };
const imported: LibraryQuery = { filter: { text: "", origin: "imported" } };
const trashed: LibraryQuery = { filter: { text: "", state: "trashed" } };
const missing: LibraryQuery = { filter: { text: "", state: "missing" } };
const duplicates: LibraryQuery = { filter: { text: "" }, order: { by: "duplicates" } };

function PlaceRows() {
	const { t } = useTranslation("finding");
	const facets = useFacets();
	const query = useLibrary((state) => state.query);
	const row = (place: LibraryQuery) => ({
		isCurrent: isPlace(query, place),
		onShow: () => showPictures(place.filter, place.order),
	});
	const counted = (count: number | undefined) =>
		count === undefined
			? {}
			: { count, says: t("pictures", { count, number: formatNumber(count) }) };
	return (
		<ul className="flex flex-col">
			<SideRow icon={Images} label={t("side.all")} {...row(all)} {...counted(facets?.total)} />
			<SideRow icon={Flag} label={t("side.picked")} {...row(picked)} />
			<SideRow icon={Import} label={t("side.imported")} {...row(imported)} />
			<SideRow icon={CopyCheck} label={t("side.duplicates")} {...row(duplicates)} />
			{facets !== undefined && facets.missing > 0 && (
				<SideRow
					icon={FileQuestion}
					label={t("side.missing")}
					{...row(missing)}
					{...counted(facets.missing)}
				/>
			)}
			<SideRow
				icon={Trash2}
				label={t("side.trash")}
				{...row(trashed)}
				{...counted(facets?.trashed)}
				onTake={(pictures) => void trashPictures(pictures)}
			/>
		</ul>
	);
}

/** The words typed on top of a place do not lead away from it. */
function isPlace(query: LibraryQuery, place: LibraryQuery): boolean {
	const { stacked: _, order, ...rest } = query;
	const isOrdered = order?.by === "duplicates" || order?.by === "similar";
	return sameQuery(
		{ ...rest, filter: { ...rest.filter, text: "" }, ...(isOrdered && { order }) },
		place,
	);
}

/** Arrows go through all lines, as in a list. */
function walk(event: KeyboardEvent, list: HTMLElement | null): void {
	if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-side-row]")) return;
	const rows = [...(list?.querySelectorAll<HTMLElement>("[data-side-row]") ?? [])].filter(
		(row) => row.offsetParent !== null,
	);
	const at = rows.indexOf(event.target);
	const moves: Record<string, number> = {
		ArrowDown: Math.min(rows.length - 1, at + 1),
		ArrowUp: Math.max(0, at - 1),
		Home: 0,
		End: rows.length - 1,
	};
	const next = moves[event.key];
	if (next === undefined) return;
	event.preventDefault();
	rows[next]?.focus();
}
