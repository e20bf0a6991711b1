import { useEffect, useState } from "react";
import { DEFAULT_NAMES, exportedName, type NameFacts } from "../../../contract/export-names.ts";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { ask } from "../../bridge/client.ts";
import { recordOf } from "../../state/library-store.ts";
import type { ExportWishes } from "./export-wishes.ts";

const SAMPLES = 3;

type Sample = { readonly image: ImageRecord; readonly set: string | undefined };

/** The names the first pictures would get, as main gives them, but for numbers behind names that are taken. */
export function useSampleNames(
	ids: readonly ImageId[],
	{ names, format }: Pick<ExportWishes, "names" | "format">,
	withoutPrompts: boolean,
): readonly string[] {
	const samples = useSamples(ids);
	return samples.map(({ image, set }, place) => {
		const facts: NameFacts = {
			...{ id: image.id, width: image.width, height: image.height, madeAt: image.savedAt },
			...{ modelTitle: image.modelTitle, gatewayTitle: image.gatewayTitle },
			prompt: withoutPrompts ? "" : image.prompt,
			title: image.mark?.title ?? image.caption ?? "",
			set: set ?? (withoutPrompts ? "" : image.prompt),
			tags: image.mark?.tags ?? [],
		};
		const pattern = names.trim() === "" ? undefined : names;
		const name = exportedName(pattern ?? DEFAULT_NAMES, facts, {
			place,
			total: ids.length,
		});
		const kind = format === "same" ? image.format : format;
		return `${name}.${endings[kind] ?? kind}`;
	});
}

const endings: Readonly<Record<string, string>> = { jpeg: "jpg" };

function useSamples(ids: readonly ImageId[]): readonly Sample[] {
	const [samples, setSamples] = useState<readonly Sample[]>([]);
	useEffect(() => {
		let isWanted = true;
		const first = ids.slice(0, SAMPLES);
		const known = first.flatMap((id) => recordOf(id) ?? []);
		setSamples(known.map((image) => ({ image, set: undefined })));
		const asked = first.map((id) =>
			ask("library.get", id).then(
				({ image, recipe }) => [{ image, set: recipe?.marks.title }],
				() => [],
			),
		);
		void Promise.all(asked).then((found) => isWanted && setSamples(found.flat()));
		return () => {
			isWanted = false;
		};
	}, [ids]);
	return samples;
}
