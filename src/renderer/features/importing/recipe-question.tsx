import { useTranslation } from "react-i18next";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { showToast } from "../../kit/toast.tsx";
import { fillFromRecipe } from "../../state/take-recipe.ts";
import { importPaths, useImporting } from "./importing-store.ts";

/** Asks what is wanted of a picture that was dropped and has its recipe with it: the recipe, or the picture. */
export function RecipeQuestion() {
	const { t } = useTranslation("importing");
	const asked = useImporting((state) => state.asked);
	const close = () => useImporting.setState({ asked: undefined });
	const knock = (thrown: unknown) => {
		showToast({ tone: "danger", text: failureText(failureOf(thrown)) });
	};
	const take = async () => {
		if (asked === undefined) return;
		close();
		const { missing } = await fillFromRecipe(asked.recipe);
		if (missing > 0) showToast({ tone: "warn", text: t("recipe.missing", { count: missing }) });
	};
	return (
		<Dialog
			open={asked !== undefined}
			onOpenChange={(open) => !open && close()}
			title={t("recipe.title", { name: fileName(asked?.path ?? "") })}
			actions={
				<>
					<Button onClick={close}>{t("recipe.cancel")}</Button>
					<Button
						onClick={() => {
							close();
							if (asked !== undefined) importPaths([asked.path]).catch(knock);
						}}
					>
						{t("recipe.import")}
					</Button>
					<Button look="primary" onClick={() => take().catch(knock)}>
						{t("recipe.take")}
					</Button>
				</>
			}
		>
			<p className="text-text-2">{t("recipe.text")}</p>
			{asked !== undefined && asked.recipe.request.prompt !== "" && (
				<p className="mt-2 line-clamp-4 text-text" data-selectable>
					{asked.recipe.request.prompt}
				</p>
			)}
		</Dialog>
	);
}

/** The last part of a path of any system. */
function fileName(path: string): string {
	return path.split(/[/\\]/).at(-1) ?? path;
}
