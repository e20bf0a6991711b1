import { rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { PictureIntent } from "../../../../src/contract/picture-export.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { rewriteMetadata } from "../../../../src/main/imaging/picture-metadata.ts";
import { libraryOutHandlers } from "../../../../src/main/ipc/handlers/library-out-handlers.ts";
import { createDragIcons } from "../../../../src/main/library/out/drag-icons.ts";
import { createDragShelf } from "../../../../src/main/library/out/drag-shelf.ts";
import type { EagleItem } from "../../../../src/main/partners/eagle.ts";
import { pictureShelf } from "../library/out/picture-shelf.ts";
import {
	NOON,
	newRecipe,
	realImaging,
	smallPng,
	temporaryFolder,
} from "../library/test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());
const caller = { windowId: 1 };

async function atDoor(
	wishes: Parameters<typeof pictureShelf>[1],
	work: (door: {
		readonly handlers: ReturnType<typeof libraryOutHandlers>;
		readonly pictures: Awaited<ReturnType<typeof pictureShelf>>;
		readonly dragged: { files: readonly string[]; icon: Uint8Array | undefined }[];
		readonly sent: EagleItem[];
		readonly folder: string;
		readonly choose: (intent: PictureIntent) => void;
	}) => Promise<void>,
) {
	await using root = await temporaryFolder();
	const folder = join(root.path, "library");
	const pictures = await pictureShelf(folder, wishes);
	const library = { ...pictures.library, folder, thumbnailOf: pictures.library.fileOf };
	const drags = createDragShelf({
		...{ folder: join(root.path, "drags"), prepare: { library, imaging } },
		...{ now: () => NOON, log: silentLog },
	});
	const dragged: { files: readonly string[]; icon: Uint8Array | undefined }[] = [];
	const sent: EagleItem[] = [];
	let dragIntent: PictureIntent = { metadata: "as-is" };
	const handlers = libraryOutHandlers({
		...{ library, drags, dragIcons: createDragIcons({ library, imaging }) },
		pictureExports: { start: async () => ({ files: 0 }) },
		eagle: {
			status: async () => ({ running: true }),
			send: async (items) => sent.push(...items),
		},
		desktop: {
			startDrag: (_, files, icon) => dragged.push({ files, icon }),
			chooseFolder: async () => undefined,
			chooseNewFile: async () => undefined,
		},
		settings: () => ({ dragIntent }),
	});
	const choose = (intent: PictureIntent) => {
		dragIntent = intent;
	};
	try {
		await work({ ...{ handlers, pictures, dragged, sent, folder, choose } });
	} finally {
		await drags.close();
	}
}

test("a drag begins before anything is waited for, with the very files, and leaves out what is missing", () =>
	atDoor([{}, { gone: true }], async ({ handlers, pictures, dragged, folder }) => {
		const answer = handlers["library.drag"]({ ids: [...pictures.ids] }, caller);
		expect(answer).toBe("as-asked");
		expect(dragged.map(({ files }) => files.length)).toEqual([1]);
		expect(dragged[0]?.files[0]?.endsWith(join("2026-11", "21-job-0", "01.png"))).toBe(true);
		await rm(folder, { recursive: true });
		expect(() => handlers["library.drag"]({ ids: [...pictures.ids] }, caller)).toThrow();
	}));

test("a drag gives what was chosen in settings once it lies ready, with a small picture of its own", () =>
	atDoor([{}], async ({ handlers, pictures, dragged, choose }) => {
		const intent = { metadata: "clean", format: "jpeg", names: "shoe {n}" } as const;
		choose(intent);
		const ids = [...pictures.ids];
		expect(handlers["library.drag"]({ ids }, caller)).toBe("as-is");
		expect(await handlers["library.prepareDrag"]({ ids, intent }, caller)).toBe(true);
		expect(handlers["library.drag"]({ ids }, caller)).toBe("as-asked");
		const { files = [], icon } = dragged[1] ?? {};
		expect(files.map((file) => basename(file))).toEqual(["shoe 01.jpg"]);
		const { width, format } = await imaging.inspect({ bytes: icon ?? new Uint8Array() });
		expect([width, format]).toEqual([120, "png"]);
		// A prepared file that somebody took away is made again, never promised.
		await rm(files[0] ?? "");
		expect(handlers["library.drag"]({ ids }, caller)).toBe("as-is");
	}));

test("the recipe inside a file comes back, and any other file has none", () =>
	atDoor([], async ({ handlers, folder }) => {
		const recipe = newRecipe();
		const written = await rewriteMetadata({ bytes: smallPng() }, { keep: "all", xmp: { recipe } });
		const chunks: Uint8Array[] = [];
		for await (const chunk of written.stream()) chunks.push(chunk);
		const [path, plain] = [`${folder}-1.png`, `${folder}-2.png`];
		await writeFile(path, Buffer.concat(chunks));
		await writeFile(plain, smallPng());
		expect(await handlers["library.recipeOfFile"]({ path }, caller)).toEqual(recipe);
		expect(await handlers["library.recipeOfFile"]({ path: plain }, caller)).toBeNull();
	}));

test("Eagle gets words only where prompts may leave, and then the files themselves", () =>
	atDoor([{ mark: { tags: ["spring"] } }], async ({ handlers, pictures, sent, folder }) => {
		const ids = [...pictures.ids];
		expect(await handlers["eagle.send"]({ ids, withPrompts: true }, caller)).toEqual({ sent: 1 });
		await handlers["eagle.send"]({ ids, withPrompts: false }, caller);
		expect(sent.map(({ annotation, tags }) => [annotation, tags])).toEqual([
			["Neon panda", ["spring"]],
			["", ["spring"]],
		]);
		expect(sent[0]?.path.startsWith(folder)).toBe(true);
		expect(sent[1]?.path.startsWith(folder)).toBe(false);
		expect(`${sent[1]?.name}${basename(sent[1]?.path ?? "")}`).not.toMatch(/panda/i);
	}));
