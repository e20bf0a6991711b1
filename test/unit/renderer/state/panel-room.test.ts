import { expect, test } from "vitest";
import {
	hasRoomForBoth,
	panelsInRoom,
	roomBetween,
} from "../../../../src/renderer/state/panel-room.ts";

const both = {
	composeOpen: true,
	composeWidth: 340,
	inspectorOpen: true,
	inspectorWidth: 288,
	madeWay: undefined,
} as const;

test("both side panels fit into a window of 1100 px, not into one of 900", () => {
	expect(hasRoomForBoth(both, 1100)).toBe(true);
	expect(hasRoomForBoth(both, 900)).toBe(false);
});

test("the inspector makes way in a narrow window", () => {
	expect(panelsInRoom(both, 900)).toEqual({ inspectorOpen: false, madeWay: "inspector" });
});

test("the panel that was just opened stays, and the other makes way", () => {
	expect(panelsInRoom(both, 900, "inspector")).toEqual({
		composeOpen: false,
		madeWay: "compose",
	});
});

test("a panel that made way comes back with the room", () => {
	const narrow = { ...both, ...panelsInRoom(both, 900) };
	expect(panelsInRoom(narrow, 950)).toEqual({});
	expect({ ...narrow, ...panelsInRoom(narrow, 1440) }).toEqual(both);
});

test("a panel that the designer closed stays closed", () => {
	const closed = { ...both, inspectorOpen: false };
	expect(panelsInRoom(closed, 900)).toEqual({});
	expect(panelsInRoom(closed, 1920)).toEqual({});
});

test("what is left between the side panels shrinks with those that are open, and never below nothing", () => {
	expect(roomBetween(both, 1100)).toBe(424);
	expect(roomBetween({ ...both, inspectorOpen: false }, 1100)).toBe(712);
	expect(roomBetween(both, 300)).toBe(0);
});
