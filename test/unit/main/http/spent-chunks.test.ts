import { expect, test } from "vitest";
import { SpentChunks } from "../../../../src/main/http/spent-chunks.ts";

const SIZE = 64 * 1024;
const chunk = () => Buffer.allocUnsafeSlow(SIZE).fill(7);

test("a chunk keeps its memory until the next one is spent", () => {
	const spent = new SpentChunks();
	const [first, second] = [chunk(), chunk()];
	spent.add(first);
	expect(first.every((byte) => byte === 7)).toBe(true);
	spent.add(second);
	expect(first.length).toBe(0);
	expect(second.length).toBe(SIZE);
});

test("parts of one buffer are given back together, once all of them are spent", () => {
	const spent = new SpentChunks();
	const whole = chunk();
	const parts = [whole.subarray(10, 20), whole.subarray(20)];
	for (const part of parts) {
		spent.add(part);
		expect(whole.length).toBe(SIZE);
	}
	spent.add(chunk());
	expect(whole.length).toBe(0);
});

test("buffers that others use as well, or that belong to something else, are left alone", () => {
	const spent = new SpentChunks();
	const pooled = Buffer.from("in the buffer that the process shares");
	const shared = new Uint8Array(new SharedArrayBuffer(SIZE)).fill(7);
	const ofWasm = new Uint8Array(new WebAssembly.Memory({ initial: 1 }).buffer).fill(7);
	for (const one of [pooled, shared, ofWasm, chunk()]) spent.add(one);
	expect(pooled.toString()).toBe("in the buffer that the process shares");
	expect(shared[9]).toBe(7);
	expect(ofWasm[9]).toBe(7);
});

test("a chunk whose memory has gone already does no harm", () => {
	const spent = new SpentChunks();
	const gone = chunk();
	spent.add(gone);
	gone.buffer.transfer();
	spent.add(chunk());
	spent.add(chunk());
});
