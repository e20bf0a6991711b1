import { create } from "zustand";
import type { RouteInput } from "../../contract/routes.ts";
import { type AppInfo, Settings } from "../../contract/settings.ts";
import { ask } from "../bridge/client.ts";

type AppState = {
	/** What main said at the start or with the latest change; drawn only once it is there. */
	readonly info: AppInfo | undefined;
	readonly settings: Settings;
};

/** A copy of main's truth about the app and its settings. */
export const useApp = create<AppState>()(() => ({
	info: undefined,
	settings: Settings.parse({}),
}));

/** Puts what main said into the store. */
export function putApp(next: { readonly info: AppInfo; readonly settings: Settings }): void {
	useApp.setState(next);
}

/**
 * Changes settings in main; the window follows when main says so.
 * @throws AskError
 */
export async function saveSettings(patch: RouteInput<"settings.set">): Promise<void> {
	const settings = await ask("settings.set", patch);
	useApp.setState({ settings });
}
