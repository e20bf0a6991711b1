const appleSigns: Readonly<Record<string, string>> = {
	$mod: "⌘",
	Control: "⌃",
	Alt: "⌥",
	Shift: "⇧",
	Enter: "↩",
	Escape: "esc",
	ArrowLeft: "←",
	ArrowRight: "→",
	ArrowUp: "↑",
	ArrowDown: "↓",
};

const otherWords: Readonly<Record<string, string>> = {
	$mod: "Ctrl",
	Control: "Ctrl",
	Escape: "Esc",
	ArrowLeft: "←",
	ArrowRight: "→",
	ArrowUp: "↑",
	ArrowDown: "↓",
};

const signs: Readonly<Record<string, string>> = { BracketLeft: "[", BracketRight: "]" };

/**
 * A shortcut of the command table as it reads on this computer: `$mod+Enter` is `⌘↩` on macOS and
 * `Ctrl+Enter` elsewhere.
 * @param keys in tinykeys' words, one press without a sequence
 */
export function shortcutLabel(keys: string, platform: "darwin" | "win32" | "linux"): string {
	const apple = platform === "darwin";
	const names = apple ? appleSigns : otherWords;
	const parts = keys
		.split("+")
		// Modifiers in brackets may be held and need not be.
		.filter((part) => !/^\[.+\]$/.test(part))
		// A key is named by its place on the keyboard where the layout would turn it into a sign.
		.map((part) => signs[part] ?? part.replace(/^(?:Digit|Key)(?=\w$)/, ""))
		.map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
	return parts.join(apple ? "" : "+");
}
