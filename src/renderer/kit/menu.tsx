import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement } from "react";
import { MenuEntries } from "./menu-entries.tsx";
import type { MenuEntry } from "./menu-entry.ts";
import { menuLook } from "./menu-look.ts";

/** A list of actions that opens from one button, which is given as the child. */
export function Menu({
	entries,
	side = "bottom",
	align = "end",
	children,
}: {
	readonly entries: readonly MenuEntry[];
	readonly side?: "top" | "right" | "bottom" | "left";
	readonly align?: "start" | "center" | "end";
	/** A kit button with a name. */
	readonly children: ReactElement;
}) {
	return (
		<Base.Root modal={false}>
			<Base.Trigger render={children} />
			<Base.Portal>
				<Base.Positioner side={side} align={align} sideOffset={4} className="z-50 outline-none">
					<Base.Popup className={menuLook}>
						<MenuEntries entries={entries} />
					</Base.Popup>
				</Base.Positioner>
			</Base.Portal>
		</Base.Root>
	);
}
