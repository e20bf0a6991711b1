/** Both ways into a running app: the page's tools and Node's inspector, in every spelling of theirs. */
const debugSwitch = /^(?:--?|\/)(remote-debugging-[a-z-]+|inspect(?:-[a-z-]+)?)(?:[=:]|$)/i;

/**
 * A switch that would let another program of this computer drive the app and read its keys.
 * @param args what the app was started with
 * @returns its name; undefined when there is none
 */
export function debugSwitchAmong(args: readonly string[]): string | undefined {
	for (const arg of args) {
		const name = debugSwitch.exec(arg)?.[1];
		if (name !== undefined) return name.toLowerCase();
	}
	return undefined;
}
