import { expect, test } from "vitest";
import { shortcutLabel } from "../../../../src/renderer/bridge/shortcut-label.ts";

test.each([
	["$mod+Enter", "Ctrl+Enter", "⌘↩"],
	["$mod+k", "Ctrl+K", "⌘K"],
	["$mod+,", "Ctrl+,", "⌘,"],
	["Escape", "Esc", "esc"],
	["ArrowRight", "→", "→"],
	["[Shift]+?", "?", "?"],
	["$mod+[", "Ctrl+[", "⌘["],
	["Alt+KeyA", "Alt+A", "⌥A"],
	["Alt+Digit1", "Alt+1", "⌥1"],
])("%s reads %s, and %s on macOS", (keys, other, apple) => {
	expect(shortcutLabel(keys, "linux")).toBe(other);
	expect(shortcutLabel(keys, "win32")).toBe(other);
	expect(shortcutLabel(keys, "darwin")).toBe(apple);
});
