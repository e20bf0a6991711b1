import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { AppError } from "../../../../../src/contract/errors.ts";
import type { ReadOnlyReason } from "../../../../../src/contract/keeping.ts";
import { systemClock } from "../../../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import { type Claim, claimLibrary } from "../../../../../src/main/library/keeping/claim-library.ts";
import { ownLockSelf } from "../../../../../src/main/library/keeping/lock-standing.ts";
import { BEAT_MS, LockWord, SILENT_MS } from "../../../../../src/main/library/keeping/lock-word.ts";
import { openKeptLibrary } from "../../../../../src/main/library/keeping/open-kept-library.ts";
import { watchLock } from "../../../../../src/main/library/keeping/watch-lock.ts";
import { realDisk } from "../../../../../src/main/store/disk.ts";
import { createLibraryFolder } from "../../../../../src/main/store/library-folder.ts";
import { systemError, watchedDisk } from "../../store/failing-disk.ts";
import { NOON, newRecipe, realImaging, save, temporaryFolder } from "../test-library.ts";
import { steppedClock } from "./stepped-clock.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const wordPath = (folder: string) => join(folder, ".seedcase/lock");
const readWord = async (folder: string) =>
	LockWord.parse(JSON.parse(await readFile(wordPath(folder), "utf8")));

function claim(folder: string, more: Partial<Parameters<typeof claimLibrary>[0]> = {}) {
	return claimLibrary({
		place: createLibraryFolder(folder, realDisk),
		...{ disk: realDisk, clock: systemClock, log: silentLog, self: ownLockSelf(), ...more },
	});
}

async function release(claimed: Claim): Promise<void> {
	if (claimed.kind === "ours") await claimed.lock.release();
}

/** Another process of this computer that has the library. */
async function otherProcess(folder: string): Promise<{ child: ChildProcess; kind: unknown }> {
	const script = fileURLToPath(new URL("hold-library.ts", import.meta.url));
	const child = fork(script, [folder], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
	const kind = await new Promise((resolve, reject) => {
		child.once("message", resolve);
		child.once("exit", () => reject(new Error("the other process ended")));
	});
	return { child, kind };
}

async function killed(child: ChildProcess): Promise<void> {
	const ended = new Promise((resolve) => child.once("exit", resolve));
	child.kill("SIGKILL");
	await ended;
}

/** Leaves a word as an app on another computer would. */
async function leaveWord(folder: string, word: Partial<LockWord>): Promise<LockWord> {
	const whole = LockWord.parse({
		...{ opening: crypto.randomUUID(), host: "studio-mac", pid: 7, since: NOON, beat: 3 },
		...word,
	});
	await mkdir(join(folder, ".seedcase"), { recursive: true });
	await writeFile(wordPath(folder), JSON.stringify(whole));
	return whole;
}

describe("a library that an app of this computer writes to", () => {
	test("is another process's until that one is killed, and free at once after", async () => {
		await using folder = await temporaryFolder();
		const { child, kind } = await otherProcess(folder.path);
		expect(kind).toBe("ours");
		const word = await readWord(folder.path);
		expect([word.host, word.pid]).toEqual([hostname(), child.pid]);
		// It lives, and may have counted on meanwhile.
		const found = { ...word, beat: expect.any(Number) };
		expect(await claim(folder.path)).toEqual({ kind: "theirs", word: found });

		await killed(child);
		expect(existsSync(wordPath(folder.path))).toBe(true);
		const ours = await claim(folder.path);
		expect(ours.kind).toBe("ours");
		expect((await readWord(folder.path)).pid).toBe(process.pid);
		await release(ours);
		expect(existsSync(wordPath(folder.path))).toBe(false);
	});

	test("is opened a second time to be read, refuses to be written to, and says who has it", async () => {
		await using folder = await temporaryFolder();
		const options = { folder: folder.path, imaging, clock: systemClock, log: silentLog };
		const first = await openKeptLibrary(options);
		const recipe = newRecipe("Two windows", { count: 1 });
		const picture = await save(first.library, recipe, 0);

		const second = await openKeptLibrary(options);
		expect(first.gate.reason()).toBeUndefined();
		expect(second.gate.reason()).toMatchObject({ why: "open-elsewhere", host: hostname() });
		await second.library.rebuiltAtOpening;
		expect(second.library.find(picture.id)).toMatchObject({ prompt: "Two windows" });
		const refused = save(second.library, newRecipe("Mine", { count: 1 }), 0);
		await expect(refused).rejects.toSatisfy(
			(thrown) => AppError.from(thrown).reason === "library-read-only",
		);
		await second.close();

		await save(first.library, newRecipe("Still the first", { count: 1 }), 0);
		await first.close();
		const third = await openKeptLibrary(options);
		expect(third.gate.reason()).toBeUndefined();
		await third.close();
	});

	test("belongs to the next after a power cut, though its number went to another program", async () => {
		await using folder = await temporaryFolder();
		await leaveWord(folder.path, { host: hostname(), pid: process.ppid });
		const clock = steppedClock();
		const claiming = claim(folder.path, { clock });
		await clock.run(3 * BEAT_MS);
		const claimed = await claiming;
		expect(claimed.kind).toBe("ours");
		await release(claimed);
	});
});

describe("a library that another computer writes to", () => {
	test("is only read, whatever its clock says, and is free after a minute without a word", async () => {
		await using folder = await temporaryFolder();
		const word = await leaveWord(folder.path, { since: NOON + 9e9 });
		const clock = steppedClock();
		expect(await claim(folder.path, { clock })).toEqual({ kind: "theirs", word });

		const told: boolean[] = [];
		const place = createLibraryFolder(folder.path, realDisk);
		const ports = { place, clock, log: silentLog, self: ownLockSelf() };
		const watch = watchLock(ports, word, ({ free }) => told.push(free));
		await clock.run(SILENT_MS - 6_000);
		expect(told).toEqual([]);
		await writeFile(wordPath(folder.path), JSON.stringify({ ...word, beat: 4 }));
		// A clock set back or on is no sign of anything.
		clock.set(NOON - 5e9);
		await clock.run(SILENT_MS - 6_000);
		expect(told).toEqual([]);
		await clock.run(12_000);
		expect(told).toEqual([true]);
		await writeFile(wordPath(folder.path), JSON.stringify({ ...word, beat: 5 }));
		await clock.run(6_000);
		expect(told).toEqual([true, false]);
		await rm(wordPath(folder.path));
		await clock.run(6_000);
		expect(told).toEqual([true, false, true]);
		await watch.close();
	});

	test("is ours at the next opening, once it was free and taken over; never while its word lives", async () => {
		await using folder = await temporaryFolder();
		const clock = steppedClock();
		const word = await leaveWord(folder.path, {});
		const options = { folder: folder.path, imaging, clock, log: silentLog };
		const looking = await openKeptLibrary(options);
		await looking.takeOver();
		expect(await readWord(folder.path)).toEqual(word);
		await clock.run(SILENT_MS + 6_000);
		expect(looking.gate.reason()).toMatchObject({ why: "open-elsewhere", free: true });
		await writeFile(wordPath(folder.path), JSON.stringify({ ...word, beat: 4 }));
		await looking.takeOver();
		expect(await readWord(folder.path)).toEqual({ ...word, beat: 4 });
		await clock.run(SILENT_MS + 6_000);
		await looking.takeOver();
		await looking.close();
		const writing = await openKeptLibrary(options);
		expect(writing.gate.reason()).toBeUndefined();
		await writing.close();
	});

	test("is no longer ours after a long sleep in which another took it", async () => {
		await using folder = await temporaryFolder();
		const clock = steppedClock();
		const reasons: (ReadOnlyReason | undefined)[] = [];
		const kept = await openKeptLibrary({ folder: folder.path, imaging, clock, log: silentLog });
		kept.gate.onChange((reason) => reasons.push(reason));
		await save(kept.library, newRecipe("Before", { count: 1 }), 0);
		const other = await leaveWord(folder.path, { since: NOON });
		// Nothing has rung yet: the computer has just woken up.
		clock.set(clock.now() + 3_600_000);
		const refused = save(kept.library, newRecipe("After", { count: 1 }), 0);
		await expect(refused).rejects.toSatisfy(
			(thrown) => AppError.from(thrown).reason === "library-read-only",
		);
		expect(reasons).toEqual([{ why: "open-elsewhere", host: "studio-mac", since: NOON }]);
		await kept.close();
		expect(await readWord(folder.path)).toEqual(other);
	});

	test("is still ours when its word is deleted or garbled: it is written again", async () => {
		await using folder = await temporaryFolder();
		const clock = steppedClock();
		const ours = await claim(folder.path, { clock });
		if (ours.kind !== "ours") throw new Error("The library was not free.");
		const { opening } = await readWord(folder.path);
		for (const spoil of [
			() => rm(wordPath(folder.path)),
			() => writeFile(wordPath(folder.path), "{"),
		]) {
			await spoil();
			await clock.run(2 * BEAT_MS);
			expect((await readWord(folder.path)).opening).toBe(opening);
			expect(ours.lock.isOurs()).toBe(true);
		}
		await release(ours);
	});
});

describe("a library nobody can write to", () => {
	test("is opened to be looked at, and says that it is protected", async () => {
		await using folder = await temporaryFolder();
		await mkdir(join(folder.path, "2026-11"));
		const disk = watchedDisk(() => {
			throw systemError("EROFS");
		});
		const options = { folder: folder.path, create: false, imaging, log: silentLog, disk };
		const kept = await openKeptLibrary({ ...options, clock: systemClock });
		expect(kept.gate.reason()).toEqual({ why: "protected" });
		expect(existsSync(wordPath(folder.path))).toBe(false);
		await kept.close();
	});

	test("is a teammate's when it says so: read here, and free for its own word", async () => {
		await using folder = await temporaryFolder();
		await mkdir(join(folder.path, ".seedcase"));
		await writeFile(join(folder.path, ".seedcase/teammate.json"), '{"name":"Mei"}');
		const options = { folder: folder.path, imaging, clock: systemClock, log: silentLog };
		const kept = await openKeptLibrary(options);
		expect(kept.gate.reason()).toEqual({ why: "teammate", name: "Mei" });
		const refused = save(kept.library, newRecipe("Mine", { count: 1 }), 0);
		await expect(refused).rejects.toSatisfy(
			(thrown) => AppError.from(thrown).reason === "library-of-teammate",
		);
		await kept.close();
	});
});
