import i18next from "i18next";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatNumber } from "../../bridge/format.ts";
import { showToast } from "../../kit/toast.tsx";
import { fillFromRecipe, recipeInFile } from "../../state/take-recipe.ts";

/**
 * Offers the recipe inside a picture that was just dropped, where it has one: the picture is a reference
 * all the same.
 */
export async function offerRecipe(path: string): Promise<void> {
	const recipe = await recipeInFile(path);
	if (recipe === undefined) return;
	const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
	const take = async () => {
		try {
			const { missing } = await fillFromRecipe(recipe);
			if (missing === 0) return;
			const facts = { count: missing, number: formatNumber(missing) };
			const text = i18next.t("recipe.missing", { ns: "exporting", ...facts });
			showToast({ id: "recipe", tone: "warn", text });
		} catch (thrown) {
			showToast({ id: "recipe", tone: "danger", text: failureText(failureOf(thrown)) });
		}
	};
	showToast({
		id: "recipe",
		tone: "info",
		text: i18next.t("recipe.found", { ns: "exporting", name }),
		action: { label: i18next.t("recipe.use", { ns: "exporting" }), run: () => void take() },
	});
}
