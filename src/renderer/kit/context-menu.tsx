import { ContextMenu as Base } from "@base-ui/react/context-menu";
import type { ReactElement } from "react";
import { MenuEntries } from "./menu-entries.tsx";
import type { MenuEntry } from "./menu-entry.ts";
import { menuLook } from "./menu-look.ts";

/** The same list as a `Menu`, at the pointer on a right click, or by the menu key or Shift+F10. */
export function ContextMenu({
	entries,
	children,
}: {
	readonly entries: readonly MenuEntry[];
	/** One element that takes a ref and pointer listeners. */
	readonly children: ReactElement;
}) {
	return (
		<Base.Root>
			<Base.Trigger render={children} />
			<Base.Portal>
				<Base.Positioner className="z-50 outline-none">
					<Base.Popup className={menuLook}>
						<MenuEntries entries={entries} />
					</Base.Popup>
				</Base.Positioner>
			</Base.Portal>
		</Base.Root>
	);
}
