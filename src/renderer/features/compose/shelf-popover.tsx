import { Popover } from "@base-ui/react/popover";
import { clsx } from "clsx";
import { Check, Library, Pencil, Search, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { referenceUrl } from "../../../contract/media.ts";
import type { ShelfEntry } from "../../../contract/references.ts";
import { failureOf } from "../../bridge/client.ts";
import { popupLook } from "../../kit/control-look.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { type DraftReference, referenceKey } from "../../state/draft.ts";
import { takeOffShelf, useShelf } from "../../state/shelf-store.ts";
import { noteReferenceFailures } from "./compose-store.ts";
import { attachReferences } from "./mention-actions.ts";
import { roleKey, sameName } from "./reference-name.ts";
import { ReferenceNameForm } from "./reference-name-form.tsx";

/** All named references: into the strip by a click or Enter, renamed, taken off. */
export function ShelfPopover({ references }: { readonly references: readonly DraftReference[] }) {
	const { t } = useTranslation("compose");
	return (
		<Popover.Root>
			<Popover.Trigger className="-mr-1 flex h-6 items-center gap-1 rounded-md px-1.5 text-sm text-text-2 transition-colors hover:bg-surface-2 hover:text-text data-popup-open:bg-surface-2">
				<Library aria-hidden size={14} strokeWidth={1.75} />
				{t("shelf.button")}
			</Popover.Trigger>
			<Popover.Portal>
				<Popover.Positioner align="end" sideOffset={4} className="z-50 outline-none">
					<Popover.Popup
						aria-label={t("shelf.title")}
						className={clsx(
							popupLook,
							"flex max-h-[min(var(--available-height),420px)] w-72 flex-col outline-none",
						)}
					>
						<ShelfList references={references} />
					</Popover.Popup>
				</Popover.Positioner>
			</Popover.Portal>
		</Popover.Root>
	);
}

function ShelfList({ references }: { readonly references: readonly DraftReference[] }) {
	const { t } = useTranslation("compose");
	const entries = useShelf((state) => state.entries);
	const [wanted, setWanted] = useState("");
	const [renaming, setRenaming] = useState<ShelfEntry>();
	if (entries.length === 0) {
		return <p className="px-3 py-4 text-sm text-text-3">{t("shelf.empty")}</p>;
	}
	const attached = new Set(references.map(referenceKey));
	const found = entries.filter(({ name }) => sameName(name).includes(sameName(wanted)));
	const add = ({ reference, name }: ShelfEntry) => {
		if (!attached.has(reference)) void attachReferences([{ key: reference, name }]);
	};
	return (
		<>
			<div className="relative shrink-0 border-b border-line">
				<Search aria-hidden size={14} className="absolute top-2.5 left-3 text-text-3" />
				<input
					aria-label={t("shelf.find")}
					placeholder={t("shelf.find")}
					value={wanted}
					onChange={(event) => setWanted(event.currentTarget.value)}
					onKeyDown={(event) => {
						const [first] = found;
						if (event.key !== "Enter" || event.nativeEvent.isComposing || !first) return;
						event.preventDefault();
						add(first);
					}}
					className="h-9 w-full bg-transparent pr-3 pl-8 outline-none"
				/>
			</div>
			{found.length === 0 && (
				<p className="px-3 py-4 text-sm text-text-3">{t("shelf.noneFound")}</p>
			)}
			<ul aria-label={t("shelf.title")} className="min-h-0 overflow-y-auto p-1 empty:hidden">
				{found.map((entry) =>
					renaming?.reference === entry.reference ? (
						<li key={entry.reference}>
							<ReferenceNameForm
								reference={entry.reference}
								file={entry.name}
								className="rounded-md bg-surface-2 p-2"
								onClose={() => setRenaming(undefined)}
							/>
						</li>
					) : (
						<Row
							key={entry.reference}
							entry={entry}
							attached={attached.has(entry.reference)}
							onAdd={() => add(entry)}
							onRename={() => setRenaming(entry)}
						/>
					),
				)}
			</ul>
		</>
	);
}

function Row({
	entry: { reference, name, role },
	attached,
	onAdd,
	onRename,
}: {
	readonly entry: ShelfEntry;
	readonly attached: boolean;
	readonly onAdd: () => void;
	readonly onRename: () => void;
}) {
	const { t } = useTranslation("compose");
	const remove = () =>
		takeOffShelf(reference).catch((thrown: unknown) =>
			noteReferenceFailures([{ kind: "failure", failure: failureOf(thrown) }]),
		);
	return (
		<li className="group flex items-center gap-0.5 rounded-md pr-1 focus-within:bg-surface-3 hover:bg-surface-3">
			<button
				type="button"
				aria-description={t(attached ? "shelf.there" : "shelf.add", { name })}
				aria-disabled={attached}
				onClick={onAdd}
				className="flex h-10 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left"
			>
				<span className="size-8 shrink-0 overflow-hidden rounded-md bg-surface-2">
					<Thumbnail key={reference} src={referenceUrl("reference-thumb", reference)} />
				</span>
				<span className="min-w-0 flex-1 truncate">@{name}</span>
				{role !== undefined && (
					<span className="shrink-0 text-sm text-text-3">{t(roleKey(role))}</span>
				)}
				{attached && <Check aria-hidden size={14} className="shrink-0 text-text-3" />}
			</button>
			<IconButton icon={Pencil} size="sm" label={t("shelf.rename", { name })} onClick={onRename} />
			<IconButton
				icon={X}
				size="sm"
				look="danger"
				label={t("shelf.remove", { name })}
				onClick={() => void remove()}
			/>
		</li>
	);
}
