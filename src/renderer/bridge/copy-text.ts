/**
 * Puts text on the clipboard; call it from a click or a key. The promise-based clipboard asks for a
 * permission, and this app gives none to any page; the older way needs only the press itself.
 * @returns whether it worked
 */
export function copyText(text: string): boolean {
	// Prevented, this event says that there is something to copy without a selection.
	const offer = (event: Event) => event.preventDefault();
	const fill = (event: ClipboardEvent) => {
		event.clipboardData?.setData("text/plain", text);
		event.preventDefault();
	};
	document.addEventListener("beforecopy", offer);
	document.addEventListener("copy", fill);
	try {
		return document.execCommand("copy");
	} finally {
		document.removeEventListener("beforecopy", offer);
		document.removeEventListener("copy", fill);
	}
}
