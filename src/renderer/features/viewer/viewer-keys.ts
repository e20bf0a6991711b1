export type ViewerKey =
	| "next"
	| "previous"
	| "zoom-in"
	| "zoom-out"
	| "fit"
	| "actual-size"
	/** Between the two sizes one looks at a picture in. */
	| "turn-over"
	/** Into the trash, and on to the next. */
	| "trash"
	| "undo"
	| "redo";

const keys: Readonly<Record<string, ViewerKey>> = {
	ArrowRight: "next",
	ArrowLeft: "previous",
	"+": "zoom-in",
	"=": "zoom-in",
	"-": "zoom-out",
	_: "zoom-out",
	z: "turn-over",
	Z: "turn-over",
	Delete: "trash",
	Backspace: "trash",
};

/** With the command key: the digits alone are stars. */
const commandKeys: Readonly<Record<string, ViewerKey>> = {
	"0": "fit",
	"1": "actual-size",
	z: "undo",
	Z: "redo",
	y: "redo",
};

/** What a key means in the viewer; undefined for one that is not the viewer's. */
export function viewerKey(press: {
	readonly key: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
}): ViewerKey | undefined {
	if (press.altKey) return undefined;
	return press.ctrlKey || press.metaKey ? commandKeys[press.key] : keys[press.key];
}
