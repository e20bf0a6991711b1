import { _electron, type ElectronApplication, type Page } from "playwright";
import type { BoardItem } from "../../src/contract/board.ts";
import type { ImageRecord } from "../../src/contract/library.ts";
import type { RouteInput, RouteName, RouteOutput } from "../../src/contract/routes.ts";
import { APP_FOLDER, electronArguments, windowEnvironment } from "./real-window.ts";

/** The app with a board on stage. */
export type BoardWindow = {
	readonly app: ElectronApplication;
	readonly page: Page;
	readonly ask: <R extends RouteName>(name: R, input?: RouteInput<R>) => Promise<RouteOutput<R>>;
};

/** Board units from one picture's middle to the next. */
const STEP = 340;
const SIDE = 320;
const PAGE = 200;
/** Pictures beside each other for each one below another: the shape of the window. */
const SHAPE = 1.6;

/** Starts the app on its board, 1,440 × 900 px. The caller closes it. */
export async function openBoardWindow(library: string, data: string): Promise<BoardWindow> {
	const app = await _electron.launch({
		executablePath: process.execPath,
		args: [...electronArguments, APP_FOLDER, `--user-data-dir=${data}`],
		env: windowEnvironment({ SEEDCASE_LIBRARY: library }),
	});
	const page = await app.firstWindow();
	await app.evaluate(({ BrowserWindow }) => {
		BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900);
	});
	await page.getByRole("navigation").waitFor();
	await page.keyboard.press("Alt+1");
	await page.getByRole("application").waitFor();
	return {
		app,
		page,
		ask: async (name, input) => {
			const answer = await page.evaluate(
				([route, value]) => window.seedcase.call(route as string, value),
				[name, input],
			);
			if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
			return answer.value as RouteOutput<typeof name>;
		},
	};
}

/** Everything of the library's pictures, newest first. */
export async function allPictures({ ask }: BoardWindow): Promise<readonly ImageRecord[]> {
	const records: ImageRecord[] = [];
	for (;;) {
		const page = await ask("library.page", {
			query: { filter: { text: "" } },
			offset: records.length,
			limit: PAGE,
		});
		records.push(...page);
		if (page.length < PAGE) return records;
	}
}

/** Pictures in rows, as a board holds them. */
export function pictureItems(records: readonly ImageRecord[]): readonly BoardItem[] {
	const columns = Math.ceil(Math.sqrt(records.length * SHAPE));
	return records.map(({ id, width, height }, at): BoardItem => {
		const scale = SIDE / Math.max(width, height);
		return {
			...{ kind: "picture", source: { kind: "image", id }, name: `picture ${at + 1}` },
			id: crypto.randomUUID() as BoardItem["id"],
			pixels: { width, height },
			x: (at % columns) * STEP,
			y: Math.floor(at / columns) * STEP,
			width: width * scale,
			height: height * scale,
			...{ rotation: 0, locked: false, opacity: 1, flipX: false, flipY: false, grey: false },
		};
	});
}

/** Waits until everything in sight is as sharp as it will be. */
export async function settled(page: Page): Promise<void> {
	await page.locator('[role="application"] [aria-busy="false"]').waitFor({ timeout: 120_000 });
}
