import { FolderPlus, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import type { ImportWay, WatchedFolderState } from "../../../contract/imports.ts";
import { ask, failureOf, hear } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatMoment } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** Folders whose new pictures come into the library by themselves. */
export function WatchedSection() {
	const { t } = useTranslation(["watched", "errors"]);
	const [folders, setFolders] = useState<readonly WatchedFolderState[]>([]);
	const [way, setWay] = useState<ImportWay>("copy");
	const [failure, setFailure] = useState<Failure>();
	useEffect(() => {
		const end = hear("watch.changed", setFolders);
		ask("watch.list").then(setFolders, (thrown: unknown) => setFailure(failureOf(thrown)));
		return end;
	}, []);
	const attempt = (request: Promise<unknown>) => {
		setFailure(undefined);
		request.catch((thrown: unknown) => setFailure(failureOf(thrown)));
	};
	return (
		<SettingsSection part="watched" title={t("title")}>
			<p className="mb-2 text-sm text-text-2">{t("about")}</p>
			{folders.length === 0 ? (
				<p className="text-sm text-text-3">{t("empty")}</p>
			) : (
				<ul className="flex flex-col">
					{folders.map((folder) => (
						<WatchedRow
							key={folder.path}
							folder={folder}
							onRemove={() => attempt(ask("watch.remove", folder.path))}
						/>
					))}
				</ul>
			)}
			<div className="mt-3 flex items-center gap-2">
				<Segmented
					label={t("way")}
					value={way}
					onChange={setWay}
					className="min-w-0 flex-1"
					segments={[
						{ value: "copy", label: t("copy") },
						{ value: "link", label: t("link") },
					]}
				/>
				<Button icon={FolderPlus} onClick={() => attempt(ask("watch.add", { way }))}>
					{t("add")}
				</Button>
			</div>
			{failure !== undefined && (
				<Note tone="danger" live className="mt-2">
					{failureText(failure)}
				</Note>
			)}
		</SettingsSection>
	);
}

const looks = { watching: "bg-safe", missing: "bg-edge", failed: "bg-warn" } as const;

function WatchedRow({
	folder,
	onRemove,
}: {
	readonly folder: WatchedFolderState;
	readonly onRemove: () => void;
}) {
	const { t } = useTranslation("watched");
	const { path, way, state, lastImportAt } = folder;
	const name = path.split(/[/\\]/).findLast((part) => part !== "") ?? path;
	const facts = [
		t(`state.${state}`),
		t(way),
		...(lastImportAt === undefined ? [] : [t("last", { when: formatMoment(lastImportAt) })]),
	];
	return (
		<li className="flex items-start gap-3 border-b border-line py-2 last:border-b-0">
			<span aria-hidden className={`mt-1.5 size-2 shrink-0 rounded-full ${looks[state]}`} />
			<div className="min-w-0 flex-1">
				<p className="break-all" data-selectable>
					{path}
				</p>
				<p className="text-sm text-text-3">{facts.join(" · ")}</p>
			</div>
			<IconButton icon={X} size="sm" label={t("remove", { name })} onClick={onRemove} />
		</li>
	);
}
