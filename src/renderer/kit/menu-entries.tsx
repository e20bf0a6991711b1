import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { Check, ChevronRight, type LucideIcon } from "lucide-react";
import { Kbd } from "./kbd.tsx";
import type { MenuAction, MenuBranch, MenuEntry } from "./menu-entry.ts";
import { menuLook } from "./menu-look.ts";

const lineLook =
	"flex h-7 cursor-default items-center gap-2 rounded-md px-2 text-base outline-none data-disabled:text-text-3 data-highlighted:bg-surface-3 data-popup-open:bg-surface-3";

/** The lines of a menu; for `Menu` and `ContextMenu` alike. */
export function MenuEntries({ entries }: { readonly entries: readonly MenuEntry[] }) {
	// With one sign in the list, every line keeps the room for one.
	const hasSigns = entries.some((entry) => entry !== "separator" && signOf(entry) !== undefined);
	return entries.map((entry, index) => {
		if (entry === "separator") {
			const before = entries[index - 1];
			const key = `after-${before === undefined || before === "separator" ? "start" : before.id}`;
			return <Base.Separator key={key} className="mx-2 my-1 h-px bg-line" />;
		}
		if ("entries" in entry) return <BranchLine key={entry.id} entry={entry} hasSigns={hasSigns} />;
		return <ActionLine key={entry.id} entry={entry} hasSigns={hasSigns} />;
	});
}

function ActionLine({
	entry,
	hasSigns,
}: {
	readonly entry: MenuAction;
	readonly hasSigns: boolean;
}) {
	return (
		<Base.Item
			disabled={entry.disabled}
			onClick={entry.onSelect}
			aria-current={entry.checked === true ? "true" : undefined}
			className={clsx(lineLook, entry.danger === true && "text-danger")}
		>
			<Face entry={entry} hasSigns={hasSigns} />
			{entry.shortcut !== undefined && (
				<span className="pl-6">
					<Kbd keys={entry.shortcut} />
				</span>
			)}
		</Base.Item>
	);
}

function BranchLine({
	entry,
	hasSigns,
}: {
	readonly entry: MenuBranch;
	readonly hasSigns: boolean;
}) {
	return (
		<Base.SubmenuRoot>
			<Base.SubmenuTrigger disabled={entry.disabled} className={clsx(lineLook, "pr-1")}>
				<Face entry={entry} hasSigns={hasSigns} />
				<ChevronRight aria-hidden size={14} strokeWidth={1.75} className="ml-6 text-text-3" />
			</Base.SubmenuTrigger>
			<Base.Portal>
				{/* Its first line stands beside the line it opened from. */}
				<Base.Positioner sideOffset={2} alignOffset={-5} className="z-50 outline-none">
					<Base.Popup className={menuLook}>
						<MenuEntries entries={entry.entries} />
					</Base.Popup>
				</Base.Positioner>
			</Base.Portal>
		</Base.SubmenuRoot>
	);
}

function Face({
	entry,
	hasSigns,
}: {
	readonly entry: MenuAction | MenuBranch;
	readonly hasSigns: boolean;
}) {
	const Sign = signOf(entry);
	return (
		<>
			{Sign !== undefined && <Sign aria-hidden size={14} strokeWidth={1.75} className="shrink-0" />}
			{Sign === undefined && hasSigns && <span className="w-3.5 shrink-0" />}
			<span className="flex-1 whitespace-nowrap">{entry.label}</span>
		</>
	);
}

function signOf(entry: MenuAction | MenuBranch): LucideIcon | undefined {
	return "checked" in entry && entry.checked === true ? Check : entry.icon;
}
