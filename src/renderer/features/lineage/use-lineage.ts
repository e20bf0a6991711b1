import { useEffect, useRef, useState } from "react";
import type { Failure } from "../../../contract/errors.ts";
import type { ImageId } from "../../../contract/ids.ts";
import type { Lineage } from "../../../contract/lineage.ts";
import { ask, failureOf, hear } from "../../bridge/client.ts";

export type KnownLineage = {
	readonly lineage: Lineage | undefined;
	readonly failure: Failure | undefined;
	/** Asks once more. */
	readonly again: () => void;
};

/** What a picture came from and what came of it, kept up to date; what was known stays until the new is there. */
export function useLineage(image: ImageId | undefined): KnownLineage {
	const [known, setKnown] = useState<Pick<KnownLineage, "lineage" | "failure">>({
		lineage: undefined,
		failure: undefined,
	});
	const again = useRef(() => {});
	useEffect(() => {
		if (image === undefined) return;
		let latest = 0;
		const load = () => {
			latest += 1;
			const mine = latest;
			ask("library.lineage", image).then(
				(lineage) => {
					if (mine === latest) setKnown({ lineage, failure: undefined });
				},
				(thrown) => {
					if (mine !== latest) return;
					setKnown(({ lineage }) => ({ lineage, failure: failureOf(thrown) }));
				},
			);
		};
		again.current = load;
		load();
		const ends = [
			hear("library.added", load),
			hear("library.moved", load),
			hear("library.rebuilt", load),
		];
		return () => {
			latest = -1;
			for (const end of ends) end();
		};
	}, [image]);
	return { ...known, again: () => again.current() };
}
