export type ViewerKey = "next" | "previous" | "zoom-in" | "zoom-out" | "fit" | "actual-size";

const keys: Readonly<Record<string, ViewerKey>> = {
	ArrowRight: "next",
	ArrowLeft: "previous",
	"+": "zoom-in",
	"=": "zoom-in",
	"-": "zoom-out",
	_: "zoom-out",
	"0": "fit",
	"1": "actual-size",
};

/** What a key means in the viewer; undefined for one that is not the viewer's. */
export function viewerKey(press: {
	readonly key: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
}): ViewerKey | undefined {
	return press.ctrlKey || press.metaKey || press.altKey ? undefined : keys[press.key];
}
