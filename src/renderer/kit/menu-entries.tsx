import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { Kbd } from "./kbd.tsx";
import type { MenuEntry } from "./menu-entry.ts";

/** The lines of a menu; for `Menu` and `ContextMenu` alike. */
export function MenuEntries({ entries }: { readonly entries: readonly MenuEntry[] }) {
	// With one sign in the list, every line keeps the room for one.
	const marked = entries.some(
		(entry) => entry !== "separator" && (entry.icon ?? entry.checked) !== undefined,
	);
	return entries.map((entry, index) => {
		if (entry === "separator") {
			const before = entries[index - 1];
			const key = `after-${before === undefined || before === "separator" ? "start" : before.id}`;
			return <Base.Separator key={key} className="mx-2 my-1 h-px bg-line" />;
		}
		const Icon = entry.checked === true ? Check : entry.icon;
		return (
			<Base.Item
				key={entry.id}
				disabled={entry.disabled}
				onClick={entry.onSelect}
				aria-current={entry.checked === true ? "true" : undefined}
				className={clsx(
					"flex h-7 cursor-default items-center gap-2 rounded-md pr-2 pl-2 text-base outline-none data-disabled:text-text-3 data-highlighted:bg-surface-3",
					entry.danger === true && "text-danger",
				)}
			>
				{Icon !== undefined && <Icon aria-hidden size={14} strokeWidth={1.75} />}
				{Icon === undefined && marked && <span className="w-3.5" />}
				<span className="flex-1 whitespace-nowrap">{entry.label}</span>
				{entry.shortcut !== undefined && (
					<span className="pl-6">
						<Kbd keys={entry.shortcut} />
					</span>
				)}
			</Base.Item>
		);
	});
}
