import { afterEach, expect, test } from "vitest";
import commandWords from "../../../../resources/locales/en/commands.json" with { type: "json" };
import { ComparisonId, ImageId } from "../../../../src/contract/ids.ts";
import { commands, isEnabled, runCommand } from "../../../../src/renderer/app/commands.ts";
import {
	backToGallery,
	openComparison,
	openViewer,
	useSelection,
} from "../../../../src/renderer/state/selection-store.ts";
import { openOverlay, useView } from "../../../../src/renderer/state/view-store.ts";

afterEach(() => {
	openOverlay(undefined);
	backToGallery();
	useSelection.setState({ comparison: undefined });
});

test("every command has a name, and every name a command", () => {
	const names = Object.keys(commandWords).filter((key) => !key.startsWith("group."));
	expect(commands.map(({ id }) => id).toSorted()).toEqual(names.toSorted());
});

test("no two commands share a key", () => {
	const keys = commands.flatMap((command) => command.keys ?? []);
	expect(new Set(keys).size).toBe(keys.length);
});

test("keys that type or move something work only outside of fields", () => {
	for (const { keys, whileTyping } of commands) {
		if (whileTyping === true) expect(keys).toMatch(/^\$mod\+/);
	}
});

test("paste belongs to the field that is being typed in", () => {
	expect(commands.find(({ keys }) => keys === "$mod+V")?.whileTyping).toBeUndefined();
});

test("a command of the native menu runs by its id", () => {
	runCommand("settings.open");
	expect(useView.getState().overlay).toEqual({ kind: "settings", account: undefined });
});

test("an unknown id does nothing", () => {
	runCommand("no.such");
	expect(useView.getState().overlay).toBeUndefined();
});

test("there is a way back from a picture, to where it was opened", () => {
	const back = commands.find(({ id }) => id === "view.back");
	if (back === undefined) throw new Error("no such command");
	for (const home of ["board", "gallery"] as const) {
		runCommand(`view.${home}`);
		expect(isEnabled(back)).toBe(false);
		openViewer(ImageId.parse("0197a0b0-0000-7000-8000-000000000001"));
		expect(isEnabled(back)).toBe(true);
		runCommand("view.back");
		expect(useSelection.getState().stage).toBe(home);
	}
});

test("a comparison can be looked at once there is one, and not while it is looked at", () => {
	const compare = commands.find(({ id }) => id === "view.compare");
	if (compare === undefined) throw new Error("no such command");
	expect(isEnabled(compare)).toBe(false);
	openComparison(ComparisonId.parse("0197a0b0-0000-7000-8000-000000000002"));
	expect(isEnabled(compare)).toBe(false);
	backToGallery();
	expect(isEnabled(compare)).toBe(true);
	runCommand("view.compare");
	expect(useSelection.getState().stage).toBe("compare");
});

test("nothing is sent while no form is there to send", () => {
	const send = commands.find(({ id }) => id === "generate.send");
	expect(send && isEnabled(send)).toBe(false);
});
