import { ImagePlus } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PictureItem } from "../../../contract/board.ts";
import { assertNever, type Failure } from "../../../contract/errors.ts";
import type { ImageId, ReferenceId } from "../../../contract/ids.ts";
import type { Reference } from "../../../contract/references.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatBytes, formatNumber, formatPixels } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { PanelSection } from "../../kit/panel.tsx";
import { usedAsReferences } from "../../state/board-references.ts";
import { useBoard } from "../../state/board-store.ts";
import { openViewer } from "../../state/selection-store.ts";
import { shelfEntryOf, useShelf } from "../../state/shelf-store.ts";
import { boardChoice } from "./board-choice.ts";
import { Fact, Facts } from "./fact.tsx";

/** What is known of things on the board that are no pictures of the library. */
export function BoardInspector() {
	const { t } = useTranslation("inspector");
	const board = useBoard((state) => state.board);
	const chosen = useBoard((state) => state.chosen);
	const choice = useMemo(() => boardChoice(board, chosen), [board, chosen]);
	switch (choice.kind) {
		case "reference":
			return <ReferenceInspector key={choice.id} item={choice.item} id={choice.id} />;
		case "several": {
			const number = formatNumber(choice.count);
			return <Nothing>{t("board.several", { count: choice.count, number })}</Nothing>;
		}
		case "coming":
		case "mark":
			return <Nothing>{t(`board.${choice.kind}`)}</Nothing>;
		case "nothing":
			return <Nothing>{t("nothing")}</Nothing>;
		default:
			return assertNever(choice);
	}
}

/** Why the inspector is empty. */
export function Nothing({ children }: { readonly children: ReactNode }) {
	return (
		<p className="flex min-h-0 flex-1 items-center justify-center px-8 text-center text-sm text-balance text-text-3">
			{children}
		</p>
	);
}

function ReferenceInspector({
	item,
	id,
}: {
	readonly item: PictureItem;
	readonly id: ReferenceId;
}) {
	const { t } = useTranslation("inspector");
	const { reference, isGone, failure } = useReference(id);
	return (
		<div className="min-h-0 flex-1 overflow-y-auto">
			<div className="flex flex-wrap gap-2 border-b border-line px-4 py-3 *:grow">
				<Button
					size="sm"
					icon={ImagePlus}
					disabled={isGone}
					onClick={() => void usedAsReferences([item.id])}
				>
					{t("useAsReference")}
				</Button>
			</div>
			{failure !== undefined && (
				<div className="border-b border-line px-4 py-3">
					<Note tone="danger" live>
						{failureText(failure)}
					</Note>
				</div>
			)}
			{isGone && (
				<div className="border-b border-line px-4 py-3">
					<Note tone="warn">{t("board.gone", { name: item.name })}</Note>
				</div>
			)}
			<ReferenceFacts item={item} id={id} reference={reference} />
		</div>
	);
}

function ReferenceFacts({
	item,
	id,
	reference,
}: {
	readonly item: PictureItem;
	readonly id: ReferenceId;
	readonly reference: Reference | undefined;
}) {
	const { t } = useTranslation("inspector");
	const entry = useShelf((state) => shelfEntryOf(state.entries, id));
	const { width, height } = item.pixels;
	const { crop } = item;
	return (
		<PanelSection title={t("board.reference")}>
			<Facts>
				<Fact label={t("file")}>{reference?.name ?? item.name}</Fact>
				{entry !== undefined && <Fact label={t("board.name")}>{`@${entry.name}`}</Fact>}
				{entry?.role !== undefined && (
					<Fact label={t("board.role")}>{t(`board.roles.${entry.role}`)}</Fact>
				)}
				<Fact label={t("fact.pixels")}>{formatPixels(width, height)}</Fact>
				{crop !== undefined && (
					<Fact label={t("board.shown")}>
						{formatPixels(Math.round(width * crop.width), Math.round(height * crop.height))}
					</Fact>
				)}
				{reference !== undefined && (
					<>
						<Fact label={t("board.kind")}>
							{`${reference.format.toUpperCase()} · ${formatBytes(reference.bytes)}`}
						</Fact>
						<Fact label={t("board.from")}>
							<Origin from={reference.from} />
						</Fact>
					</>
				)}
			</Facts>
			{reference !== undefined && reference.from === undefined && (
				<p className="mt-3 text-sm text-text-3">{t("board.noRecipe")}</p>
			)}
		</PanelSection>
	);
}

function Origin({ from }: { readonly from: ImageId | undefined }) {
	const { t } = useTranslation("inspector");
	if (from === undefined) return t("board.outside");
	return (
		<button
			type="button"
			onClick={() => openViewer(from)}
			className="rounded-md text-left underline decoration-edge underline-offset-2 hover:text-text"
		>
			{t("board.library")}
		</button>
	);
}

type Known = {
	readonly reference?: Reference;
	/** Its snapshot is no longer on disk. */
	readonly isGone?: boolean;
	readonly failure?: Failure;
};

/** The snapshot behind an item of the board; empty until it is known. */
function useReference(id: ReferenceId): Known {
	const [known, setKnown] = useState<Known>({});
	useEffect(() => {
		let isPast = false;
		const put = (next: Known) => {
			if (!isPast) setKnown(next);
		};
		ask("references.get", [id]).then(
			([reference]) => put(reference === undefined ? { isGone: true } : { reference }),
			(thrown) => put({ failure: failureOf(thrown) }),
		);
		return () => {
			isPast = true;
		};
	}, [id]);
	return known;
}
