import { randomUUID } from "node:crypto";
import type { ReferenceRules } from "../../../contract/capability.ts";
import { RunId } from "../../../contract/ids.ts";
import type { Imaging } from "../../imaging/imaging.ts";
import type { Activities } from "../../library/activities.ts";
import type { Library } from "../../library/library.ts";
import type { Desktop } from "../desktop.ts";
import type { Handlers } from "../router.ts";

type Names =
	| "library.outline"
	| "library.page"
	| "library.rank"
	| "library.ids"
	| "library.facets"
	| "library.count"
	| "library.tags"
	| "library.nearness"
	| "library.get"
	| "library.reveal"
	| "library.copy"
	| "library.rebuild";

/** The system's clipboard takes these two; everything else is made one of them. */
const clipboardRules: ReferenceRules = {
	max: 1,
	formats: ["png", "jpeg"],
	maxBytes: 200 * 1024 * 1024,
	maxPixels: 200_000_000,
	minSide: 1,
	minRatio: 1 / 65_535,
	maxRatio: 65_535,
	by: ["inline"],
};

export function libraryHandlers(ports: {
	readonly library: Library;
	readonly imaging: Pick<Imaging, "fit">;
	readonly desktop: Desktop;
	readonly activities: Pick<Activities, "run">;
}): Pick<Handlers, Names> {
	const { library, imaging, desktop, activities } = ports;
	return {
		"library.outline": (query) => library.outline(query),
		"library.page": async (stretch) => [...(await library.page(stretch))],
		"library.rank": ({ query, id }) => library.rank(query, id),
		"library.ids": async (stretch) => [...(await library.ids(stretch))],
		"library.facets": () => library.facets(),
		"library.count": (filter) => library.count(filter),
		"library.tags": async ({ text, limit }) => [...(await library.tags(text, limit))],
		"library.nearness": async ({ ids, colours }) => [...(await library.nearness(ids, colours))],
		"library.get": (id) => library.get(id),
		"library.reveal": async (id) => desktop.showInFolder(await library.fileOf(id)),
		"library.copy": async (id) => {
			const source = { path: await library.fileOf(id) };
			const { bytes } = await imaging.fit(source, { rules: clipboardRules, gateway: "" });
			await desktop.copyPicture(bytes);
		},
		"library.rebuild": () =>
			activities.run(
				{ id: RunId.parse(randomUUID()), kind: "rebuild", canStop: false },
				async ({ tell }) => {
					const { problems, ...found } = await library.rebuild((done, total) =>
						tell({ done, total }),
					);
					return { ...found, problems: [...problems] };
				},
			),
	};
}
