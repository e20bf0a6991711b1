import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import { itemsNamed } from "../../board-document/change-items.ts";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatPixels } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { Field } from "../../kit/field.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { Select } from "../../kit/select.tsx";
import { showToast } from "../../kit/toast.tsx";
import { useBoard } from "../../state/board-store.ts";
import type { ExportBackground, ExportWish } from "./export-picture-draw.ts";
import { exportPicture } from "./export-picture-run.ts";
import { exportFrame, exportSize } from "./export-picture-size.ts";
import { closeExportPicture, type ExportPart, useExportPicture } from "./export-picture-store.ts";

/** Asks how the open board becomes one PNG, draws it and has it written. */
export function ExportPicture() {
	const isOpen = useExportPicture((state) => state.isOpen);
	// What is chosen and how the last one was made count anew at every opening.
	const [opening, setOpening] = useState(0);
	const [wasOpen, setWasOpen] = useState(isOpen);
	if (isOpen !== wasOpen) {
		setWasOpen(isOpen);
		if (isOpen) setOpening(opening + 1);
	}
	return opening === 0 ? null : <ExportDialog key={opening} isOpen={isOpen} />;
}

function ExportDialog({ isOpen }: { readonly isOpen: boolean }) {
	const { t } = useTranslation("board");
	const chosen = useBoard((state) => state.chosen);
	const [what, setWhat] = useState<ExportPart>(() => useExportPicture.getState().part);
	const [background, setBackground] = useState<ExportBackground>("board");
	const [wantedSide, setWantedSide] = useState<number>();
	const { run, stop, share, failure } = useExport();
	const wish = useWish(what, background, wantedSide);
	const isBusy = share !== undefined;
	return (
		<Dialog
			open={isOpen}
			onOpenChange={(open) => {
				if (open) return;
				stop();
				closeExportPicture();
			}}
			title={t("export.title")}
			actions={
				isBusy ? (
					<Button onClick={stop}>{t("export.stop")}</Button>
				) : (
					<>
						<Button onClick={closeExportPicture}>{t("export.cancel")}</Button>
						<Button
							look="primary"
							disabled={wish === undefined}
							onClick={() => wish !== undefined && void run(wish)}
						>
							{t("export.save")}
						</Button>
					</>
				)
			}
		>
			<div className="flex flex-col gap-4">
				{chosen.length > 0 && (
					<Field label={t("export.what")} buttonLike>
						<Segmented
							value={what}
							onChange={setWhat}
							disabled={isBusy}
							segments={[
								{ value: "board", label: t("export.all") },
								{ value: "chosen", label: t("export.chosen", { count: chosen.length }) },
							]}
						/>
					</Field>
				)}
				<Field label={t("export.background")} buttonLike>
					<Segmented
						value={background}
						onChange={setBackground}
						disabled={isBusy}
						segments={[
							{ value: "board", label: t("export.ground") },
							{ value: "white", label: t("export.white") },
							{ value: "transparent", label: t("export.transparent") },
						]}
					/>
				</Field>
				{wish === undefined ? (
					<Note tone="info">{t("export.empty")}</Note>
				) : (
					<SideChoice wish={wish} disabled={isBusy} onChange={setWantedSide} />
				)}
				{share !== undefined && (
					<div>
						<p className="mb-1 text-sm text-text-2">{t("export.drawing")}</p>
						<ProgressBar value={share} label={t("export.drawing")} />
					</div>
				)}
				{failure !== undefined && (
					<Note tone="danger" live>
						{failureText(failure)}
					</Note>
				)}
			</div>
		</Dialog>
	);
}

function SideChoice({
	wish: { frame, side },
	disabled,
	onChange,
}: {
	readonly wish: ExportWish;
	readonly disabled: boolean;
	readonly onChange: (side: number) => void;
}) {
	const { t } = useTranslation("board");
	const options = frame.sides.map((one) => {
		const { width, height } = exportSize(frame.rect, one);
		const label = formatPixels(width, height);
		const detail = one === frame.mostSide ? { detail: t("export.full") } : {};
		return { value: String(one), label, ...detail };
	});
	return (
		<Field label={t("export.size")} hint={t("export.sizeHint")} buttonLike>
			<Select
				value={String(side)}
				options={options}
				disabled={disabled}
				onChange={(value) => onChange(Number(value))}
			/>
		</Field>
	);
}

/** What would be drawn; undefined when there is nothing. */
function useWish(
	what: ExportPart,
	background: ExportBackground,
	wantedSide: number | undefined,
): ExportWish | undefined {
	const board = useBoard((state) => state.board);
	const chosen = useBoard((state) => state.chosen);
	if (board === undefined) return undefined;
	const items = what === "chosen" && chosen.length > 0 ? itemsNamed(board, chosen) : board.items;
	const frame = exportFrame(items);
	if (frame === undefined) return undefined;
	const isOffered = wantedSide !== undefined && frame.sides.includes(wantedSide);
	const side = isOffered ? wantedSide : frame.mostSide;
	return { items, links: board.links, frame, side, background };
}

/** One export at a time; stopping it leaves nothing behind. */
function useExport() {
	const { t } = useTranslation("board");
	const running = useRef<AbortController>(undefined);
	const [share, setShare] = useState<number>();
	const [failure, setFailure] = useState<Failure>();
	const stop = () => running.current?.abort();
	const run = async (wish: ExportWish) => {
		const abort = new AbortController();
		running.current = abort;
		setFailure(undefined);
		setShare(0);
		try {
			const name = useBoard.getState().board?.title ?? "";
			const path = await exportPicture(wish, name, setShare, abort.signal);
			if (path === undefined) return;
			closeExportPicture();
			showToast({ id: "board drawn", tone: "safe", text: t("export.saved") });
		} catch (thrown) {
			if (!abort.signal.aborted) setFailure(failureOf(thrown));
		} finally {
			setShare(undefined);
		}
	};
	return { run, stop, share, failure };
}
