import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shortcutLabel } from "../bridge/shortcut-label.ts";
import { Dialog } from "../kit/dialog.tsx";
import { Kbd } from "../kit/kbd.tsx";
import { useApp } from "../state/app-store.ts";
import { commands, isEnabled } from "./commands.ts";
import { placeCommands, presentPlace } from "./place-commands.ts";

type Row = {
	readonly id: string;
	readonly label: string;
	readonly keys: string | undefined;
	readonly run: () => void;
};

/** Every command that can run now, found by typing a part of its name. */
export function CommandPalette({
	open,
	onOpenChange,
}: {
	readonly open: boolean;
	readonly onOpenChange: (open: boolean) => void;
}) {
	const { t } = useTranslation("app");
	return (
		<Dialog open={open} onOpenChange={onOpenChange} title={t("palette.title")} bare width="md">
			<PaletteList onDone={() => onOpenChange(false)} />
		</Dialog>
	);
}

function PaletteList({ onDone }: { readonly onDone: () => void }) {
	const { t } = useTranslation(["app", "commands"]);
	const platform = useApp((state) => state.info?.platform ?? "linux");
	// What could run when the palette opened: behind it nothing changes.
	const [runnable] = useState(() => ({
		ofPlace: ofPlace(presentPlace()),
		everywhere: commands.filter((one) => one.inPalette !== false && isEnabled(one)),
	}));
	const rows: readonly Row[] = [
		...runnable.ofPlace.map(({ id, label, keys, sign, run }) => ({
			...{ id, label, run },
			keys: sign ?? (keys && shortcutLabel(keys, platform)),
		})),
		...runnable.everywhere.map(({ id, keys, keysOfStage, run }) => {
			const shown = keys ?? keysOfStage;
			return {
				...{ id, run, label: t(`commands:${id}`) },
				keys: shown && shortcutLabel(shown, platform),
			};
		}),
	];
	const run = (row: Row) => {
		onDone();
		row.run();
	};
	return (
		<Autocomplete.Root
			open
			inline
			items={rows}
			itemToStringValue={(row) => row.label}
			autoHighlight="always"
			keepHighlight
		>
			<div className="relative border-b border-line">
				<Search
					aria-hidden
					size={16}
					className="pointer-events-none absolute top-3 left-3 text-text-3"
				/>
				<Autocomplete.Input
					aria-label={t("app:palette.search")}
					placeholder={t("app:palette.search")}
					className="h-10 w-full bg-transparent pr-3 pl-9 outline-none"
				/>
			</div>
			<Autocomplete.Empty>
				<div className="px-3 py-4 text-text-3">{t("app:palette.none")}</div>
			</Autocomplete.Empty>
			<Autocomplete.List className="max-h-90 overflow-y-auto p-1 data-empty:hidden">
				{(row: Row) => (
					<Autocomplete.Item
						key={row.id}
						value={row}
						onClick={() => run(row)}
						className="flex h-8 cursor-default items-center justify-between gap-4 rounded-md px-2 outline-none data-highlighted:bg-surface-3"
					>
						{row.label}
						{row.keys !== undefined && <Kbd keys={row.keys} />}
					</Autocomplete.Item>
				)}
			</Autocomplete.List>
		</Autocomplete.Root>
	);
}

/** What can be done on the stage itself comes first: it is what the designer looks at. */
function ofPlace(place: ReturnType<typeof presentPlace>) {
	if (place === undefined) return [];
	return placeCommands(place).filter((one) => one.inPalette && one.enabled());
}
