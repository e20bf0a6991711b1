import type { Shelf } from "../../references/shelf.ts";
import type { HandlersOf } from "../router.ts";

export function shelfHandlers(shelf: Shelf): HandlersOf<"shelf"> {
	return {
		"shelf.list": shelf.list,
		"shelf.save": shelf.save,
		"shelf.remove": shelf.remove,
	};
}
