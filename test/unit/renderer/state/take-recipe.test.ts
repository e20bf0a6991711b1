import { v7 } from "uuid";
import { afterEach, expect, test, vi } from "vitest";
import { appError, type Outcome } from "../../../../src/contract/errors.ts";
import { ImageId, JobId, ReferenceId } from "../../../../src/contract/ids.ts";
import type { Recipe } from "../../../../src/contract/library.ts";
import { useDraft } from "../../../../src/renderer/state/draft-store.ts";
import { fillFromRecipe, recipeInFile } from "../../../../src/renderer/state/take-recipe.ts";
import { newRecipe } from "../../main/library/test-library.ts";

afterEach(() => vi.unstubAllGlobals());

function createMain(answers: Record<string, (input: unknown) => unknown>) {
	const call = async (name: string, input: unknown): Promise<Outcome<unknown>> => {
		const answer = answers[name];
		if (answer === undefined) return { ok: false, error: appError("image-not-found").failure };
		return { ok: true, value: answer(input) };
	};
	vi.stubGlobal("window", { innerWidth: 2_000, seedcase: { call, on: () => () => {} } });
}

test("a recipe of another library fills the form, without what only means something there", async () => {
	const recipe = newRecipe("A shoe on a beach");
	const [kept, gone] = ["a", "b"].map((letter) => ReferenceId.parse(letter.repeat(64)));
	if (kept === undefined || gone === undefined) throw new Error("There are two references.");
	const foreign: Recipe = {
		...recipe,
		request: {
			...recipe.request,
			references: [
				{ kind: "picture", id: kept, name: "shoe.png" },
				{ kind: "picture", id: gone, name: "sand.png" },
			],
			parent: ImageId.parse(v7()),
			follows: { way: "extend", set: JobId.parse(v7()) },
		},
	};
	const shape = { width: 10, height: 20, bytes: 30, format: "png" };
	createMain({
		"library.recipeOfFile": () => foreign,
		"references.get": () => [{ id: kept, name: "shoe.png", ...shape }],
	});
	const found = await recipeInFile("/desk/shoe.png");
	if (found === undefined) throw new Error("The file has a recipe.");
	expect(await fillFromRecipe(found)).toEqual({ missing: 1 });
	const { draft } = useDraft.getState();
	expect(draft?.prompt).toBe("A shoe on a beach");
	expect(draft?.references).toHaveLength(2);
	expect(draft).not.toHaveProperty("parent");
	expect(draft).not.toHaveProperty("follows");
});

test("a file without a recipe leaves the form as it is", async () => {
	const before = useDraft.getState().draft;
	createMain({ "library.recipeOfFile": () => null });
	expect(await recipeInFile("/desk/photo.jpg")).toBeUndefined();
	expect(useDraft.getState().draft).toBe(before);
});
