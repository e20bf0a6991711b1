import { deflateSync } from "node:zlib";
import { _electron } from "playwright";

/**
 * Starts the built app in folders of its own.
 * @param {{ data: string, library: string, args?: string[], env?: Record<string, string> }} options
 * @returns {Promise<{ app: import("playwright").ElectronApplication, page: import("playwright").Page }>}
 */
export async function openStudio({ data, library, args = [], env = {} }) {
	const root = process.platform === "linux" && process.getuid?.() === 0;
	// Whoever drives may be Electron's own Node; what is driven is an app again.
	const { ELECTRON_RUN_AS_NODE: _, ...own } = process.env;
	const app = await _electron.launch({
		args: [...(root ? ["--no-sandbox"] : []), ".", `--user-data-dir=${data}`, ...args],
		// Playwright would pretend a light system otherwise.
		colorScheme: null,
		env: { ...own, SEEDCASE_LIBRARY: library, ...env },
	});
	const page = await app.firstWindow();
	await page.getByRole("button", { name: /^(Generate|生成)/ }).waitFor();
	return { app, page };
}

/**
 * Asks main as the window does.
 * @param {import("playwright").Page} page
 * @throws {Error} with the app's own sentence
 */
export async function ask(page, name, input) {
	const answer = await page.evaluate(
		([route, value]) => window.seedcase.call(route, value),
		[name, input],
	);
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value;
}

/**
 * Drops files from the desktop, with real paths, in the middle of an element.
 * @param {import("playwright").Page} page
 * @param {import("playwright").Locator} target
 * @param {string[]} files
 */
export async function dropFiles(page, target, files) {
	const box = await target.boundingBox();
	if (box === null) throw new Error("the place to drop on is not on screen");
	const cdp = await page.context().newCDPSession(page);
	const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	const data = { items: [], files, dragOperationsMask: 1 };
	for (const type of ["dragEnter", "dragOver", "drop"]) {
		await cdp.send("Input.dispatchDragEvent", { type, ...place, data });
	}
	await cdp.detach();
}

/**
 * The newest job once it has ended, heard from the app's own events.
 * @param {import("playwright").Page} page
 * @param {number} limitMs
 * @param {number} [count] how many jobs there must be before the newest is meant
 * @throws {Error} when it takes longer
 */
export function newestJobEnded(page, limitMs, count = 1) {
	return page.evaluate(
		([limit, wanted]) =>
			new Promise((resolve, reject) => {
				const going = ["queued", "preparing", "sending", "waiting", "receiving"];
				let last = "not there";
				const look = async () => {
					const answer = await window.seedcase.call("jobs.list");
					if (!answer.ok || answer.value.length < wanted) return;
					const [job] = answer.value;
					last = job.state;
					if (!going.includes(job.state)) resolve(job);
				};
				window.seedcase.on(look);
				void look();
				setTimeout(() => reject(new Error(`the job is still ${last}`)), limit);
			}),
		[limitMs, count],
	);
}

/**
 * Waits until every picture of the newest job is saved.
 * @returns the job
 * @throws {Error} when it ends otherwise, with the app's own sentence, or takes longer than `limitMs`
 */
export async function newestJobSaved(page, limitMs, count = 1) {
	const job = await newestJobEnded(page, limitMs, count);
	if (job.state === "done") return job;
	throw new Error(`the job ended as ${job.state}: ${job.error?.message ?? "without a reason"}`);
}

/**
 * A small real PNG with soft bands of colour, for a reference.
 * @param {number} side px
 * @param {[number, number, number][]} colours
 * @returns {Buffer}
 */
export function bandedPng(side, colours) {
	const rows = Buffer.alloc(side * (1 + side * 3));
	for (let y = 0; y < side; y += 1) {
		const place = (y / side) * (colours.length - 1);
		const [from, to] = [colours[Math.floor(place)], colours[Math.ceil(place)]];
		const mix = place - Math.floor(place);
		const colour = from.map((value, at) => Math.round(value + (to[at] - value) * mix));
		for (let x = 0; x < side; x += 1) rows.set(colour, y * (1 + side * 3) + 1 + x * 3);
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(side, 0);
	header.writeUInt32BE(side, 4);
	header.set([8, 2, 0, 0, 0], 8);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([
		signature,
		chunk("IHDR", header),
		chunk("IDAT", deflateSync(rows)),
		chunk("IEND", Buffer.alloc(0)),
	]);
}

function chunk(type, data) {
	const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(typed));
	return Buffer.concat([length, typed, check]);
}

function crc32(bytes) {
	let value = 0xffffffff;
	for (const byte of bytes) {
		value ^= byte;
		for (let bit = 0; bit < 8; bit += 1)
			value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	}
	return (value ^ 0xffffffff) >>> 0;
}
