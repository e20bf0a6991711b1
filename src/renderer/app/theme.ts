import { useApp } from "../state/app-store.ts";

/** Puts the chosen theme on the page, now and whenever it changes; without a choice the system's holds. */
export function followTheme(): void {
	apply(useApp.getState().settings.theme);
	useApp.subscribe(({ settings }, before) => {
		if (settings.theme !== before.settings.theme) apply(settings.theme);
	});
}

function apply(theme: "system" | "dark" | "light"): void {
	const { dataset } = document.documentElement;
	if (theme === "system") delete dataset.theme;
	else dataset.theme = theme;
}
