const { app } = require("electron");

/**
 * Loaded with `-r` before an Electron app's own code. Prints when the first window has painted what
 * it is for, as `painted <milliseconds since the Unix epoch>`, and quits. With pictures to wait for
 * (SEEDCASE_BENCH_WAITS_FOR=gallery) that is when every picture in sight is decoded and on screen;
 * else it is the first frame. A debugger that attaches at the start would cost both sides the same
 * half second and make their ratio look better than it is; hence this.
 */
const waitsForGallery = process.env.SEEDCASE_BENCH_WAITS_FOR === "gallery";

app.once("browser-window-created", (_event, window) => {
	const shown = new Promise((resolve) => {
		if (window.isVisible()) resolve(Date.now());
		else window.once("show", () => resolve(Date.now()));
	});
	window.webContents.once("dom-ready", async () => {
		const painted = await window.webContents.executeJavaScript(
			`(${whenPainted})(${waitsForGallery})`,
		);
		process.stdout.write(`painted ${Math.max(painted, await shown)}\n`);
		app.quit();
	});
});

/** Runs in the page. */
async function whenPainted(waitsForGallery) {
	const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
	const inSight = ({ bottom, top, height }) => height > 0 && bottom > 0 && top < innerHeight;
	const picturesInSight = () => {
		const cells = [...document.querySelectorAll('[role="option"][data-index]')].filter((cell) =>
			inSight(cell.getBoundingClientRect()),
		);
		const pictures = cells.map((cell) => cell.querySelector("img"));
		const areThere = pictures.every((img) => img?.complete && img.naturalWidth > 0);
		return cells.length > 0 && areThere ? pictures : undefined;
	};
	// The first start of all opens on the board; this one is a warm-up and leaves it for the gallery.
	const isHome = () => localStorage.getItem("layout")?.includes('"home":"gallery"') === true;
	while (waitsForGallery && !isHome()) {
		const key = { key: "2", code: "Digit2", altKey: true, bubbles: true };
		document.body.dispatchEvent(new KeyboardEvent("keydown", key));
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	if (waitsForGallery) {
		let pictures = picturesInSight();
		while (pictures === undefined) {
			await frame();
			pictures = picturesInSight();
		}
		await Promise.all(pictures.map((img) => img.decode()));
	}
	await frame();
	// The frame that was asked for is painted before this task runs.
	await new Promise((resolve) => setTimeout(resolve));
	return Date.now();
}
