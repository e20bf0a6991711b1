import { app, Menu, type MenuItemConstructorOptions } from "electron";
import type { Say } from "./texts.ts";

type Item = MenuItemConstructorOptions;

/**
 * The native menu. Its own rows carry command ids of the window's command table, where their keys
 * live too: the accelerators shown here are not registered, so that a key does one thing once.
 */
export function installMenu(texts: Say, choose: (command: string) => void): void {
	const command = (label: string, id: string, accelerator?: string): Item => ({
		label,
		id,
		...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
		click: () => choose(id),
	});
	const separator: Item = { type: "separator" };
	const isMac = process.platform === "darwin";
	const settings = command(texts("menu.settings"), "settings.open", "CmdOrCtrl+,");
	const appMenu: Item = {
		label: app.name,
		submenu: [
			{ role: "about" },
			separator,
			settings,
			separator,
			{ role: "services" },
			separator,
			{ role: "hide" },
			{ role: "hideOthers" },
			{ role: "unhide" },
			separator,
			{ role: "quit" },
		],
	};
	const template: Item[] = [
		...(isMac ? [appMenu] : []),
		{
			label: texts("menu.file"),
			submenu: [
				command(texts("menu.addReferences"), "references.add", "CmdOrCtrl+O"),
				command(texts("menu.generate"), "generate.send", "CmdOrCtrl+Enter"),
				separator,
				command(texts("menu.openLibrary"), "library.openFolder"),
				command(texts("menu.rebuild"), "library.rebuild"),
				separator,
				...(isMac
					? [{ role: "close" } as const]
					: [settings, separator, { role: "quit" } as const]),
			],
		},
		{ label: texts("menu.edit"), role: "editMenu" },
		{
			label: texts("menu.view"),
			submenu: [
				command(texts("menu.board"), "view.board", "Alt+1"),
				command(texts("menu.gallery"), "view.gallery", "Alt+2"),
				command(texts("menu.back"), "view.back"),
				command(texts("menu.compare"), "view.compare", "CmdOrCtrl+Shift+C"),
				command(texts("menu.inspector"), "view.inspector"),
				command(texts("menu.queue"), "view.queue"),
				separator,
				command(texts("menu.palette"), "palette.open", "CmdOrCtrl+K"),
				separator,
				{ role: "togglefullscreen" },
				...(app.isPackaged ? [] : [{ role: "toggleDevTools" } as const]),
			],
		},
		{ label: texts("menu.window"), role: "windowMenu" },
		{
			label: texts("menu.help"),
			role: "help",
			submenu: [command(texts("menu.shortcuts"), "shortcuts.open")],
		},
	];
	Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
