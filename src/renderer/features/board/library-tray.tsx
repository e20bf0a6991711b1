import { PanelBottom, Search, X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { failureText } from "../../bridge/error-text.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { TrayRow } from "./library-tray-row.tsx";
import { reloadTray, searchTray, startTray, toggleTray, useTray } from "./library-tray-store.ts";

/** A slim strip of the library at the foot of the board; nothing while it is closed. */
export function LibraryTray() {
	const isOpen = useTray((state) => state.isOpen);
	return isOpen ? <OpenTray /> : null;
}

/** Opens and closes the strip. */
export function LibraryTrayToggle() {
	const { t } = useTranslation("board");
	const isOpen = useTray((state) => state.isOpen);
	return (
		<IconButton
			icon={PanelBottom}
			label={t(isOpen ? "tray.hide" : "tray.show")}
			pressed={isOpen}
			onClick={() => toggleTray()}
		/>
	);
}

function OpenTray() {
	const { t } = useTranslation("board");
	const text = useTray((state) => state.text);
	const total = useTray((state) => state.ratios?.length);
	const failure = useTray((state) => state.failure);
	useEffect(startTray, []);
	return (
		<section
			aria-label={t("tray.name")}
			className="flex shrink-0 flex-col border-t border-line bg-surface-1"
		>
			<div className="flex h-9 items-center gap-3 px-2">
				<div className="relative w-56 min-w-24">
					<TextField
						compact
						label={t("tray.search")}
						placeholder={t("tray.search")}
						value={text}
						maxLength={500}
						onChange={searchTray}
						onKeyDown={(event) => {
							if (event.key !== "Escape" || text === "") return;
							event.preventDefault();
							event.stopPropagation();
							searchTray("");
						}}
						lead={<Search aria-hidden size={14} strokeWidth={1.75} />}
					/>
					{text !== "" && (
						<IconButton
							icon={X}
							size="sm"
							label={t("tray.clear")}
							onClick={() => searchTray("")}
							className="absolute top-0.5 right-0.5"
						/>
					)}
				</div>
				{total !== undefined && (
					<span role="status" className="nums shrink-0 text-sm text-text-3">
						{t("tray.count", { count: total, number: formatNumber(total) })}
					</span>
				)}
				<span className="min-w-0 flex-1 truncate text-sm text-text-3">
					{total !== 0 && t("tray.help")}
				</span>
				<IconButton icon={X} size="sm" label={t("tray.hide")} onClick={() => toggleTray(false)} />
			</div>
			{failure === undefined ? (
				<TrayRow />
			) : (
				<div className="flex h-21 items-center gap-3 px-4">
					<Note tone="danger" live>
						{failureText(failure)}
					</Note>
					<Button size="sm" onClick={reloadTray}>
						{t("tray.again")}
					</Button>
				</div>
			)}
		</section>
	);
}
