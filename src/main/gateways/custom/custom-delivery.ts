import type { FoundPicture } from "../../../contract/custom-reply.ts";
import type { Delivery } from "../gateway-adapter.ts";
import { deliveredAs } from "../picture-delivery.ts";

/** Pictures as the jobs take them. */
export function deliveryOf(
	[first, ...rest]: readonly [FoundPicture, ...FoundPicture[]],
	remoteId: string | undefined,
): Delivery {
	return {
		kind: "delivered",
		delivered: [deliveredAs(first), ...rest.map((picture) => deliveredAs(picture))],
		...(remoteId !== undefined && { remoteId }),
	};
}
