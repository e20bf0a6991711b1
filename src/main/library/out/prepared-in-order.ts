import type { ImageId } from "../../../contract/ids.ts";
import type { PictureIntent } from "../../../contract/picture-export.ts";
import {
	type LeavingPicture,
	type PrepareOptions,
	type PreparePorts,
	preparePicture,
} from "./prepare-picture.ts";

/** One picture of a selection: ready, or why it cannot leave. */
export type Prepared = {
	/** In the selection, from 0. */
	readonly place: number;
	readonly id: ImageId;
} & ({ readonly picture: LeavingPicture } | { readonly error: unknown });

/** While one is written, the next ones are made: as many as there are decoders. */
const AHEAD = 2;

/**
 * The pictures of a selection, in its order, made ready a little ahead; one that fails keeps no other
 * back. Whoever stops in the middle leaves nothing open.
 * @throws the signal's reason
 */
export async function* preparedInOrder(
	ids: readonly ImageId[],
	intent: PictureIntent,
	ports: PreparePorts,
	options: PrepareOptions & { readonly signal: AbortSignal },
): AsyncGenerator<Prepared> {
	const waiting: Promise<Prepared>[] = [];
	const begin = async (id: ImageId, place: number): Promise<Prepared> => {
		try {
			return { place, id, picture: await preparePicture(id, intent, ports, options) };
		} catch (error) {
			return { place, id, error };
		}
	};
	let next = 0;
	try {
		while (next < ids.length || waiting.length > 0) {
			for (; waiting.length < AHEAD && next < ids.length; next += 1) {
				const id = ids[next];
				if (id !== undefined) waiting.push(begin(id, next));
			}
			const one = await waiting.shift();
			if (options.signal.aborted) {
				if (one !== undefined && "picture" in one) await one.picture.close();
				throw options.signal.reason;
			}
			if (one !== undefined) yield one;
		}
	} finally {
		for (const left of waiting) {
			const one = await left;
			if ("picture" in one) await one.picture.close();
		}
	}
}
