import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shortcutLabel } from "../bridge/shortcut-label.ts";
import { Dialog } from "../kit/dialog.tsx";
import { Kbd } from "../kit/kbd.tsx";
import { Segmented } from "../kit/segmented.tsx";
import { useApp } from "../state/app-store.ts";
import type { CommandGroup } from "./command.ts";
import { commands } from "./commands.ts";
import { type CommandPlace, commandPlaces, placeCommands, presentPlace } from "./place-commands.ts";

/** Keys that belong to one place and are no commands of the whole window, in tinykeys' words. */
const placeKeys = {
	references: [
		{ does: "shortcuts.move", keys: ["Alt+ArrowLeft", "Alt+ArrowRight"] },
		{ does: "shortcuts.remove", keys: ["Del"] },
	],
	gallery: [
		{ does: "shortcuts.open", keys: ["Enter"] },
		{ does: "shortcuts.range", keys: ["Shift+ArrowLeft", "Shift+ArrowRight"] },
		{ does: "shortcuts.all", keys: ["$mod+A"] },
		{ does: "shortcuts.day", keys: ["Shift+D"] },
		{ does: "shortcuts.tags", keys: ["T"] },
		{ does: "shortcuts.copy", keys: ["$mod+C"] },
		{ does: "shortcuts.spread", keys: ["S"] },
		{ does: "shortcuts.trash", keys: ["Delete"] },
		{ does: "shortcuts.undo", keys: ["$mod+Z"] },
		{ does: "shortcuts.redo", keys: ["$mod+Shift+Z"] },
		{ does: "shortcuts.larger", keys: ["+", "−"] },
	],
	viewer: [
		{ does: "shortcuts.larger", keys: ["+", "−"] },
		{ does: "shortcuts.fit", keys: ["$mod+0"] },
		{ does: "shortcuts.actual", keys: ["$mod+1"] },
		{ does: "shortcuts.turnOver", keys: ["Z"] },
	],
	marks: [
		{ does: "shortcuts.pick", keys: ["P"] },
		{ does: "shortcuts.reject", keys: ["X"] },
		{ does: "shortcuts.unmark", keys: ["U"] },
		{ does: "shortcuts.stars", keys: ["1", "…", "5"] },
		{ does: "shortcuts.noStars", keys: ["0"] },
	],
} as const;

type Place = keyof typeof placeKeys;

/** In this order the two columns come out nearly equal. */
const groups: readonly (CommandGroup | Place)[] = [
	"create",
	"references",
	"app",
	"viewer",
	"marks",
	"library",
	"view",
	"gallery",
];

function isPlace(group: CommandGroup | Place): group is Place {
	return group in placeKeys;
}

/** Every shortcut there is: the command table's, and those of the places that have keys of their own. */
export function ShortcutsSheet({
	open,
	onOpenChange,
}: {
	readonly open: boolean;
	readonly onOpenChange: (open: boolean) => void;
}) {
	const { t } = useTranslation("app");
	const [chosen, setChosen] = useState<CommandPlace | "everywhere">();
	const place = chosen ?? presentPlace() ?? "everywhere";
	const change = (next: boolean) => {
		if (!next) setChosen(undefined);
		onOpenChange(next);
	};
	return (
		<Dialog open={open} onOpenChange={change} title={t("shortcuts.title")} width="lg">
			<div className="mb-4 w-80">
				<Segmented
					label={t("shortcuts.place")}
					value={place}
					onChange={setChosen}
					segments={(["everywhere", ...commandPlaces] as const).map((value) => ({
						value,
						label: t(`shortcuts.${value}`),
					}))}
				/>
			</div>
			{place === "everywhere" ? <Everywhere /> : <OfPlace place={place} />}
		</Dialog>
	);
}

function Everywhere() {
	const { t } = useTranslation(["app", "commands"]);
	return (
		<div className="columns-2 gap-x-8">
			{groups.map((group) =>
				isPlace(group) ? (
					<Group
						key={group}
						title={t(`app:shortcuts.${group}`)}
						rows={placeKeys[group].map(({ does, keys }) => ({ does: t(`app:${does}`), keys }))}
					/>
				) : (
					<Group
						key={group}
						title={t(`commands:group.${group}`)}
						rows={commands
							.filter((command) => command.group === group && command.keys !== undefined)
							.map(({ id, keys = "" }) => ({ does: t(`commands:${id}`), keys: [keys] }))}
					/>
				),
			)}
		</div>
	);
}

/** The keys of one stage; those that do the same are one line. */
function OfPlace({ place }: { readonly place: CommandPlace }) {
	const rows = new Map<string, readonly string[]>();
	for (const { label, keys, sign } of placeCommands(place)) {
		const shown = sign ?? keys;
		if (shown !== undefined) rows.set(label, [...(rows.get(label) ?? []), shown]);
	}
	return (
		<div className="columns-2 gap-x-8">
			<Rows rows={[...rows].map(([does, keys]) => ({ does, keys: keys.slice(0, MOST_KEYS) }))} />
		</div>
	);
}

/** One line shows no more; the others go the same way. */
const MOST_KEYS = 4;

type Row = { readonly does: string; readonly keys: readonly string[] };

function Group({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
	if (rows.length === 0) return null;
	return (
		<section className="mb-4 break-inside-avoid">
			<h3 className="mb-1 text-sm font-medium text-text-3">{title}</h3>
			<Rows rows={rows} />
		</section>
	);
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
	const platform = useApp((state) => state.info?.platform ?? "linux");
	return (
		<dl>
			{rows.map(({ does, keys }) => (
				<div
					key={does}
					className="flex min-h-7 break-inside-avoid items-center justify-between gap-4"
				>
					<dt className="min-w-0">{does}</dt>
					<dd className="flex shrink-0 gap-2">
						{keys.map((press) => (
							<Kbd key={press} keys={press === "+" ? press : shortcutLabel(press, platform)} />
						))}
					</dd>
				</div>
			))}
		</dl>
	);
}
