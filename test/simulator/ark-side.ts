import { arkCheck, arkLinks, arkModels } from "./ark-page.ts";
import { arkRefusal } from "./ark-replies.ts";
import { jsonReply } from "./canned-replies.ts";
import type { GatewaySide, MadePicture } from "./gateway-side.ts";

/** Ark and ModelArk: gateway reference 5, read 2026-11-21. The same contract under other ids. */
function sideOf(region: "ark" | "modelark", key: string): GatewaySide {
	return {
		name: region,
		key,
		basePath: "/api/v3",
		submitPath: "/api/v3/images/generations",
		refuse: arkRefusal,
		check: arkCheck(region),
		links: arkLinks,
		work: { kind: "sync", entry: arkEntry },
		questions: (path) => {
			if (path !== "/api/v3/models") return undefined;
			const data = Object.keys(arkModels[region]).map((id) => ({
				id,
				object: "model",
				created: 1_757_388_756,
				owned_by: "bytedance",
			}));
			return jsonReply({ object: "list", data });
		},
	};
}

function arkEntry({ bytes, url, size }: MadePicture): Record<string, unknown> {
	return {
		...(url === undefined ? { b64_json: bytes.toString("base64") } : { url }),
		size: `${size.width}x${size.height}`,
	};
}

export const arkSide = sideOf("ark", "ark-simulator-0123-4567-89ab");
export const modelarkSide = sideOf("modelark", "modelark-simulator-0123-4567");
