import { describe, expect, it } from "vitest";
import {
	createWheelReader,
	type WheelFacts,
} from "../../../../../src/renderer/features/board/wheel-gesture.ts";

const wheel = (more: Partial<WheelFacts>): WheelFacts => ({
	...{ deltaX: 0, deltaY: 0, deltaMode: 0, timeStamp: 0 },
	...{ ctrlKey: false, metaKey: false, shiftKey: false },
	...more,
});

describe("what a wheel means", () => {
	it("zooms by the notches of a mouse, in as it is pushed away", () => {
		const meaning = createWheelReader()(wheel({ deltaY: -100 }));
		expect(meaning).toEqual({ kind: "zoom", factor: expect.closeTo(1.221, 3) });
		const lines = createWheelReader()(wheel({ deltaY: 3, deltaMode: 1 }));
		expect(lines.kind === "zoom" && lines.factor).toBeLessThan(1);
	});

	it("pans by two fingers, whose numbers are small or crooked", () => {
		const read = createWheelReader();
		expect(read(wheel({ deltaX: 3, deltaY: 1.5 }))).toEqual({ kind: "pan", dx: 3, dy: 1.5 });
	});

	it("goes on panning when a quick glide of the fingers looks like a notch", () => {
		const read = createWheelReader();
		read(wheel({ deltaY: 4, timeStamp: 0 }));
		expect(read(wheel({ deltaY: 120, timeStamp: 16 }))).toEqual({ kind: "pan", dx: 0, dy: 120 });
		expect(read(wheel({ deltaY: 120, timeStamp: 1_000 })).kind).toBe("zoom");
	});

	it("zooms by a pinch and by Ctrl and wheel, never further than one step an event", () => {
		const pinch = createWheelReader()(wheel({ deltaY: -4, ctrlKey: true }));
		expect(pinch).toEqual({ kind: "zoom", factor: expect.closeTo(1.041, 3) });
		const wild = createWheelReader()(wheel({ deltaY: 9_000, metaKey: true }));
		expect(wild).toEqual({ kind: "zoom", factor: expect.closeTo(Math.exp(-0.4), 6) });
	});

	it("pans sideways with Shift, on systems that turn the wheel and on those that do not", () => {
		const read = createWheelReader();
		expect(read(wheel({ deltaY: 100, shiftKey: true }))).toEqual({ kind: "pan", dx: 100, dy: 0 });
		expect(read(wheel({ deltaX: 100, shiftKey: true }))).toEqual({ kind: "pan", dx: 100, dy: 0 });
	});
});
