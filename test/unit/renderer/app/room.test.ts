import { expect, test } from "vitest";
import { createRoom } from "../../../../src/renderer/app/room.tsx";

const Part = () => null;

test("a room has its part once its script was read, and says so", async () => {
	let reads = 0;
	const room = createRoom(async () => {
		reads += 1;
		return Part;
	});
	let told = 0;
	const end = room.onThere(() => {
		told += 1;
	});
	expect(room.part()).toBeUndefined();
	await Promise.all([room.fetch(), room.fetch()]);
	expect([room.part(), reads, told]).toEqual([Part, 1, 1]);
	end();
});

test("a script that cannot be read is asked for again the next time", async () => {
	let reads = 0;
	const room = createRoom(async () => {
		reads += 1;
		if (reads === 1) throw new Error("the disk is gone");
		return Part;
	});
	await room.fetch();
	expect(room.part()).toBeUndefined();
	await room.fetch();
	expect(room.part()).toBe(Part);
});
