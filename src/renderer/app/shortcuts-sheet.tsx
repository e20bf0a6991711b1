import { useTranslation } from "react-i18next";
import { shortcutLabel } from "../bridge/shortcut-label.ts";
import { Dialog } from "../kit/dialog.tsx";
import { Kbd } from "../kit/kbd.tsx";
import { useApp } from "../state/app-store.ts";
import { type CommandGroup, commands } from "./commands.ts";

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
		{ does: "shortcuts.copy", keys: ["$mod+C"] },
	],
	viewer: [
		{ does: "shortcuts.larger", keys: ["+", "−"] },
		{ does: "shortcuts.fit", keys: ["0"] },
		{ does: "shortcuts.actual", keys: ["1"] },
	],
} as const;

type Place = keyof typeof placeKeys;

/** In this order the two columns come out nearly equal. */
const groups: readonly (CommandGroup | Place)[] = [
	"create",
	"references",
	"app",
	"viewer",
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
	const { t } = useTranslation(["app", "commands"]);
	return (
		<Dialog open={open} onOpenChange={onOpenChange} title={t("app:shortcuts.title")} width="md">
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
		</Dialog>
	);
}

function Group({
	title,
	rows,
}: {
	readonly title: string;
	readonly rows: readonly { readonly does: string; readonly keys: readonly string[] }[];
}) {
	const platform = useApp((state) => state.info?.platform ?? "linux");
	if (rows.length === 0) return null;
	return (
		<section className="mb-4 break-inside-avoid">
			<h3 className="mb-1 text-sm font-medium text-text-3">{title}</h3>
			<dl>
				{rows.map(({ does, keys }) => (
					<div key={does} className="flex min-h-7 items-center justify-between gap-4">
						<dt className="min-w-0">{does}</dt>
						<dd className="flex shrink-0 gap-2">
							{keys.map((press) => (
								<Kbd key={press} keys={press === "+" ? press : shortcutLabel(press, platform)} />
							))}
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
