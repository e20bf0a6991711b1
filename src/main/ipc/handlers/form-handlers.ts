import type { FormKeeper } from "../../store/form-keeper.ts";
import type { HandlersOf } from "../router.ts";

export function formHandlers(keeper: Pick<FormKeeper, "get" | "save">): HandlersOf<"form"> {
	return { "form.get": keeper.get, "form.save": keeper.save };
}
