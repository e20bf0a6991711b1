import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import type { BoardDocument, BoardItem } from "../../src/contract/board.ts";
import type { BoardId } from "../../src/contract/ids.ts";
import type { Settings } from "../../src/contract/settings.ts";
import { gradientPng } from "../simulator/png.ts";
import type { Studio } from "./studio.ts";

/** CSS px of the window. */
export type Spot = { readonly x: number; readonly y: number };

/** Where something is taken hold of. */
export async function middleOf(element: Locator): Promise<Spot> {
	const box = await element.boundingBox();
	if (box === null) throw new Error("it is not on screen");
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The board's own part of the window. */
export function canvasOf(page: Page): Locator {
	return page.getByRole("application", { name: /^Board / });
}

/** The board on stage as it is on disk, once everything that was done is. */
export async function boardOf(studio: Studio): Promise<BoardDocument> {
	await expect(studio.page.getByRole("main").getByText("Saved", { exact: true })).toBeVisible();
	const { lastBoard } = await studio.ask<Settings>("settings.get");
	return studio.ask("boards.get", lastBoard as BoardId);
}

/** What of a board undo, a restart and a copy must bring back: not the view, nor colours found out meanwhile. */
export function work({ items, links }: BoardDocument): unknown {
	const plain = items.map((item) => {
		const { tint: _, ...rest } = { tint: undefined, ...item };
		return rest;
	});
	return { items: plain, links };
}

/** Waits until the board holds so many items. */
export async function boardWith(studio: Studio, items: number): Promise<BoardDocument> {
	await expect.poll(async () => (await boardOf(studio)).items.length).toBe(items);
	return boardOf(studio);
}

export function itemNamed(board: BoardDocument, name: string): BoardItem {
	const found = board.items.find((item) => item.kind === "picture" && item.name === name);
	if (found === undefined) throw new Error(`nothing on the board is called ${name}`);
	return found;
}

/** Where a point of the board is in the window. */
export async function spotOf(
	page: Page,
	{ view = { x: 0, y: 0, zoom: 1 } }: BoardDocument,
	{ x, y }: Spot,
): Promise<Spot> {
	const box = await canvasOf(page).boundingBox();
	if (box === null) throw new Error("the board is not on screen");
	return {
		x: box.x + box.width / 2 + (x - view.x) * view.zoom,
		y: box.y + box.height / 2 + (y - view.y) * view.zoom,
	};
}

/** Presses, carries along and lets go, with the keys that are held meanwhile. */
export async function drag(
	page: Page,
	from: Spot,
	to: Spot,
	keys: readonly string[] = [],
): Promise<void> {
	for (const key of keys) await page.keyboard.down(key);
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(to.x, to.y, { steps: 6 });
	await page.mouse.up();
	for (const key of keys) await page.keyboard.up(key);
}

/** Lets something go over the window that was picked up in another program. */
export async function dropFromOutside(
	page: Page,
	place: Spot,
	from: { readonly files: readonly string[] } | { readonly html: string; readonly url: string },
): Promise<void> {
	const data =
		"files" in from
			? { items: [], files: [...from.files], dragOperationsMask: 1 }
			: {
					items: [
						{ mimeType: "text/html", data: from.html },
						{ mimeType: "text/uri-list", data: from.url },
					],
					dragOperationsMask: 1,
				};
	const cdp = await page.context().newCDPSession(page);
	for (const type of ["dragEnter", "dragOver", "drop"] as const) {
		await cdp.send("Input.dispatchDragEvent", { type, ...place, data });
	}
	await cdp.detach();
}

/** Pairs of pictures of which one covers the other. */
export function overlaps({ items }: BoardDocument): readonly string[] {
	const pictures = items.filter((item) => item.kind === "picture");
	return pictures.flatMap((one, at) =>
		pictures.slice(at + 1).flatMap((other) => {
			const isApart =
				Math.abs(one.x - other.x) >= (one.width + other.width) / 2 ||
				Math.abs(one.y - other.y) >= (one.height + other.height) / 2;
			return isApart ? [] : [`${one.name} and ${other.name}`];
		}),
	);
}

/** Answers the system's file dialogs of this app from now on, which no test can press. */
export async function answerDialogs(
	{ app }: Studio,
	answers: { readonly save?: string; readonly open?: string },
): Promise<void> {
	await app.evaluate(({ dialog }, { save, open }) => {
		dialog.showSaveDialog = async () => ({ canceled: save === undefined, filePath: save ?? "" });
		dialog.showOpenDialog = async () => ({
			canceled: open === undefined,
			filePaths: open === undefined ? [] : [open],
		});
	}, answers);
}

/** Drops so many pictures at the middle of the board. @returns the names they have there */
export async function dropPictures(studio: Studio, count: number): Promise<readonly string[]> {
	const names = Array.from({ length: count }, (_, n) => `look-${n + 1}.png`);
	const files = names.map((name) => join(studio.folders.home, name));
	for (const [seed, file] of files.entries()) {
		await writeFile(file, gradientPng({ width: 240 + 20 * seed, height: 160, seed }));
	}
	const before = await boardOf(studio);
	const place = await spotOf(studio.page, before, { x: 0, y: -100 });
	await dropFromOutside(studio.page, place, { files });
	await boardWith(studio, before.items.length + count);
	return names;
}
