import { FolderOpen, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { KnownLibrary } from "../../../contract/keeping.ts";
import { ask } from "../../bridge/client.ts";
import { formatMoment } from "../../bridge/format.ts";
import { Badge } from "../../kit/badge.tsx";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { useKeeping } from "../../state/keeping-store.ts";
import { useReadOnly } from "../../state/read-only.ts";

/** The libraries this app knows, the open one first. @param tryTo runs what may fail, and shows why */
export function LibraryList({ tryTo }: { readonly tryTo: (work: () => Promise<unknown>) => void }) {
	const libraries = useKeeping((state) => state.libraries);
	return (
		<ul className="divide-y divide-line rounded-md border border-line">
			{libraries.map((library) => (
				<LibraryRow key={library.folder} library={library} tryTo={tryTo} />
			))}
		</ul>
	);
}

function LibraryRow({
	library,
	tryTo,
}: {
	readonly library: KnownLibrary;
	readonly tryTo: (work: () => Promise<unknown>) => void;
}) {
	const { t } = useTranslation("keeping");
	const { folder, title, current, present, teammate, openedAt } = library;
	const readOnly = useReadOnly() !== undefined && current;
	const forget = async () => {
		useKeeping.setState({ libraries: await ask("libraries.forget", folder) });
	};
	return (
		<li className="flex items-center gap-3 px-3 py-2">
			<div className="min-w-0 flex-1">
				<div className="flex min-w-0 items-center gap-2">
					<span className="truncate font-medium">{title}</span>
					{current && <Badge tone="accent">{t("list.current")}</Badge>}
					{readOnly && <Badge tone="warn">{t("list.readOnly")}</Badge>}
					{teammate !== undefined && <Badge>{t("list.teammate", { name: teammate })}</Badge>}
					{!present && <Badge tone="warn">{t("list.absent")}</Badge>}
				</div>
				<div className="text-sm break-all text-text-3" data-selectable>
					{folder}
				</div>
				{!current && openedAt !== undefined && (
					<div className="nums text-sm text-text-3">
						{t("list.openedAt", { time: formatMoment(openedAt) })}
					</div>
				)}
			</div>
			{current ? (
				<Button
					size="sm"
					look="quiet"
					icon={FolderOpen}
					onClick={() => tryTo(() => ask("app.openLibraryFolder"))}
				>
					{t("list.show")}
				</Button>
			) : (
				<>
					<Button
						size="sm"
						disabled={!present}
						label={t("list.openOne", { title })}
						onClick={() => tryTo(() => ask("libraries.open", folder))}
					>
						{t("list.open")}
					</Button>
					<IconButton
						icon={X}
						size="sm"
						label={t("list.forget", { title })}
						onClick={() => tryTo(forget)}
					/>
				</>
			)}
		</li>
	);
}
