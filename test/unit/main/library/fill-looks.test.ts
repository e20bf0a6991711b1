import { expect, test } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import { ImageId } from "../../../../src/contract/ids.ts";
import { systemClock } from "../../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { createLookFiller } from "../../../../src/main/library/fill-looks.ts";

const idOf = (number: number) =>
	ImageId.parse(`019a0000-0000-7000-8000-${String(number).padStart(12, "0")}`);

/** A library of pictures 1 to `count`, none looked at; picture 3 has no thumbnail to be made. */
function unseenLibrary(count: number, fails: (id: ImageId) => Error | undefined = () => undefined) {
	const places = new Map(Array.from({ length: count }, (_, at) => [idOf(at + 1), at + 1]));
	const looks = new Map<ImageId, string>();
	const looked: ImageId[] = [];
	const filler = createLookFiller({
		unseen: (before = Number.POSITIVE_INFINITY, limit) =>
			[...places]
				.filter(([id, place]) => !looks.has(id) && place < before)
				.map(([id, place]) => ({ id, place }))
				.sort((a, b) => b.place - a.place)
				.slice(0, limit),
		keep: async (id, look) => {
			const error = fails(id);
			if (error !== undefined) throw error;
			looks.set(id, look);
		},
		thumbnailOf: async (id) => {
			looked.push(id);
			if (id === idOf(3)) throw new Error("no thumbnail");
			return `/thumbs/${id}`;
		},
		imaging: { look: async (source) => `look of ${"path" in source ? source.path : ""}` },
		clock: { ...systemClock, sleep: async () => {} },
		log: silentLog,
	});
	return { places, looks, looked, filler };
}

test("every picture is looked at once, the newest first; one that cannot be is passed over", async () => {
	const { looks, looked, filler } = unseenLibrary(120);
	filler.wake();
	await filler.settled();
	expect(looks.size).toBe(119);
	expect(looks.has(idOf(3))).toBe(false);
	expect(looked[0]).toBe(idOf(120));
	expect(looked).toHaveLength(120);
	filler.wake();
	await filler.settled();
	expect(looked).toHaveLength(120);
});

test("a look that cannot be written down keeps no other back; a full disk ends it until it is woken", async () => {
	let full = true;
	const { looks, looked, filler } = unseenLibrary(8, (id) => {
		if (id === idOf(7)) return new Error("a damaged recipe");
		return id === idOf(5) && full ? appError("disk-full", { folder: "/library" }) : undefined;
	});
	filler.wake();
	await filler.settled();
	expect(looked).toEqual([8, 7, 6, 5].map(idOf));
	full = false;
	filler.wake();
	await filler.settled();
	expect([...looks.keys()]).toEqual([8, 6, 4, 2, 1].map(idOf));
});

test("pictures that come in while it works are looked at too", async () => {
	const { places, looks, filler } = unseenLibrary(2);
	filler.wake();
	places.set(idOf(900), 900);
	filler.wake();
	await filler.settled();
	expect([...looks.keys()]).toContain(idOf(900));
});

test("closing ends it at the picture it is at", async () => {
	const { looks, filler } = unseenLibrary(60);
	filler.wake();
	await filler.close();
	expect(looks.size).toBeLessThan(60);
});
