import { Files, FolderInput, Import } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { Popover } from "../../kit/popover.tsx";
import { RadioList } from "../../kit/radio-list.tsx";
import { useReadOnlyText } from "../../state/read-only.ts";
import { pickImport, useImporting } from "./importing-store.ts";

/** Brings files or a folder into the library, copied or linked. `look`: a sign for bars, words for empty places. */
export function ImportMenu({ look = "sign" }: { readonly look?: "sign" | "words" }) {
	const { t } = useTranslation(["importing", "errors"]);
	const held = useReadOnlyText();
	const way = useImporting((state) => state.way);
	const [open, setOpen] = useState(false);
	const [failure, setFailure] = useState<Failure>();
	const pick = (what: "files" | "folder") => {
		setFailure(undefined);
		pickImport(what).then(
			() => setOpen(false),
			(thrown: unknown) => setFailure(failureOf(thrown)),
		);
	};
	return (
		<Popover
			title={t("menu")}
			open={open}
			onOpenChange={setOpen}
			align={look === "sign" ? "end" : "center"}
			content={
				<div className="flex w-80 flex-col gap-3">
					<div className="flex gap-2">
						<Button
							icon={Files}
							className="flex-1"
							disabled={held !== undefined}
							onClick={() => pick("files")}
						>
							{t("files")}
						</Button>
						<Button
							icon={FolderInput}
							className="flex-1"
							disabled={held !== undefined}
							onClick={() => pick("folder")}
						>
							{t("folder")}
						</Button>
					</div>
					<RadioList
						label={t("way")}
						value={way}
						onChange={(next) => useImporting.setState({ way: next })}
						options={(["copy", "link"] as const).map((value) => ({
							value,
							label: t(value),
							detail: t(`${value}.about`),
						}))}
					/>
					{held === undefined ? (
						<p className="text-sm text-text-3">{t("hint")}</p>
					) : (
						<Note tone="info">{held}</Note>
					)}
					{failure !== undefined && (
						<Note tone="danger" live>
							{failureText(failure)}
						</Note>
					)}
				</div>
			}
		>
			{look === "sign" ? (
				<IconButton icon={Import} size="sm" className="mt-2 self-start" label={t("menu")} />
			) : (
				<Button icon={Import}>{t("button")}</Button>
			)}
		</Popover>
	);
}
