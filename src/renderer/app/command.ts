import type commandWords from "../../../resources/locales/en/commands.json";

type CommandWord = keyof typeof commandWords;
export type CommandId = Exclude<CommandWord, `group.${string}`>;
export type CommandGroup = "create" | "view" | "library" | "app";

/** Something the designer can do from the keyboard, the palette or the native menu. */
export type Command = {
	/** Also the key of its name in `commands.json`, and what the native menu says when chosen. */
	readonly id: CommandId;
	readonly group: CommandGroup;
	/** In tinykeys' words. */
	readonly keys?: string;
	/** Keys that the stages listen to themselves: shown in the palette, not bound. */
	readonly keysOfStage?: string;
	/** True: its keys work while the designer is typing. Only for presses that type nothing. */
	readonly whileTyping?: boolean;
	/** False: not in the palette, because it makes no sense there. */
	readonly inPalette?: boolean;
	readonly run: () => void;
	/** Absent: always. */
	readonly enabled?: () => boolean;
};
