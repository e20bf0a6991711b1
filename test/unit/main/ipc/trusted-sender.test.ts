import { expect, it } from "vitest";
import { isTrustedFrame } from "../../../../src/main/ipc/trusted-sender.ts";

const own = "app://studio/index.html";

it.each([
	["app://studio/index.html", true, true],
	["app://studio/painter.html", true, true],
	["app://studio/index.html", false, false],
	["app://elsewhere/index.html", true, false],
	["file:///etc/passwd", true, false],
	["data:text/html,hello", true, false],
	["https://studio/index.html", true, false],
	["media://image/x", true, false],
	["about:blank", true, false],
	["", true, false],
])("a call from %s (top frame: %s) is trusted: %s", (url, isTop, trusted) => {
	expect(isTrustedFrame({ url, isTop }, own)).toBe(trusted);
});
