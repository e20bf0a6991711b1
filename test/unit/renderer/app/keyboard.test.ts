import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { mayRun } from "../../../../src/renderer/app/keyboard.ts";

/** As much of an element as the rules look at: what it stands in, by selector. */
class StandIn {
	readonly #inside: string;
	constructor(inside: string) {
		this.#inside = inside;
	}
	closest(selector: string): StandIn | null {
		const parts = selector.split(",").map((part) => part.trim());
		return parts.includes(this.#inside) ? this : null;
	}
}

let modal: StandIn | null = null;
const single = {};
const withModifier = { whileTyping: true };

function press(inside: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent {
	// The rules read these fields alone.
	return {
		isComposing: false,
		keyCode: 13,
		defaultPrevented: false,
		repeat: false,
		target: new StandIn(inside),
		...more,
	} as unknown as KeyboardEvent;
}

beforeEach(() => {
	modal = null;
	vi.stubGlobal("Element", StandIn);
	vi.stubGlobal("document", { querySelector: () => modal });
});
afterEach(() => vi.unstubAllGlobals());

describe("a press reaches its command", () => {
	test("from anywhere that takes no text", () => {
		expect(mayRun(single, press("button"))).toBe(true);
		expect(mayRun(withModifier, press("button"))).toBe(true);
	});

	test("from a chosen picture of the gallery, which is a list of many", () => {
		expect(mayRun(single, press('[role="listbox"][aria-multiselectable="true"]'))).toBe(true);
	});

	test("from a field only when it types nothing", () => {
		for (const field of ["input", "textarea", "[contenteditable]"]) {
			expect(mayRun(single, press(field))).toBe(false);
			expect(mayRun(withModifier, press(field))).toBe(true);
		}
	});
});

describe("no command runs", () => {
	test.each([
		["while an input method composes", { isComposing: true }],
		["on the key code some input methods send instead", { keyCode: 229 }],
		["when a control has used the press already", { defaultPrevented: true }],
		["again and again while a key is held", { repeat: true }],
	])("%s", (_, event) => {
		expect(mayRun(withModifier, press("textarea", event))).toBe(false);
		expect(mayRun(single, press("button", event))).toBe(false);
	});

	test("behind a dialog, so that nothing is sent from under a sheet", () => {
		modal = new StandIn('[role="dialog"]');
		expect(mayRun(withModifier, press("input"))).toBe(false);
	});

	test("from inside an open menu or list", () => {
		expect(mayRun(single, press('[role="menu"]'))).toBe(false);
		const select = '[role="listbox"]:not([aria-multiselectable="true"])';
		expect(mayRun(withModifier, press(select))).toBe(false);
	});
});
