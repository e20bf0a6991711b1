import type { SetBook } from "../../jobs/set-book.ts";
import type { HandlersOf } from "../router.ts";

export function setsHandlers(sets: SetBook): HandlersOf<"sets"> {
	return {
		"sets.get": (job) => sets.get(job),
		"sets.change": (change) => sets.change(change),
	};
}
