import { readXmp } from "../../imaging/picture-metadata.ts";
import { type PictureXmp, TRAINED_ALGORITHMIC_MEDIA } from "../../imaging/xmp-packet.ts";
import { xmpValues } from "../../imaging/xmp-reading.ts";
import { type LeavingDetail, leavingRecipe, leavingWords } from "./leaving-words.ts";

/**
 * What is written into a picture. One that a model made for this app says so; a foreign one goes on
 * saying of its origin what it says, and nothing is said for it.
 * @param path of its file
 */
export async function leavingXmp(
	detail: LeavingDetail,
	path: string,
	wish: { readonly withRecipe: boolean },
): Promise<PictureXmp> {
	const { image, recipe } = detail;
	const words = leavingWords(detail, { withoutPrompts: !wish.withRecipe });
	const { title, altText, tags, description } = words;
	const origin = isOurs(detail)
		? {
				digitalSourceType: TRAINED_ALGORITHMIC_MEDIA,
				creatorTool: "Seedcase",
				createdAt: image.savedAt,
				...(image.modelTitle !== "" && { credit: image.modelTitle }),
			}
		: await foreignOrigin(path);
	return {
		...origin,
		...(title !== undefined && { title }),
		...(description !== undefined && { description }),
		...(altText !== undefined && { altText }),
		...(tags.length > 0 && { tags }),
		...(image.mark?.stars !== undefined && { stars: image.mark.stars }),
		...(wish.withRecipe && recipe !== undefined && { recipe: leavingRecipe(recipe, image) }),
	};
}

/** Where the picture says it comes from. */
export async function digitalSourceType(
	detail: LeavingDetail,
	path: string,
): Promise<string | undefined> {
	if (isOurs(detail)) return TRAINED_ALGORITHMIC_MEDIA;
	return (await foreignOrigin(path)).digitalSourceType;
}

/** Made by a model through this app, here or on another computer. */
function isOurs({ image, recipe }: LeavingDetail): boolean {
	return image.imported !== true || recipe !== undefined;
}

async function foreignOrigin(path: string): Promise<PictureXmp> {
	const packet = (await readXmp({ path })) ?? "";
	const first = (name: Parameters<typeof xmpValues>[1]) => {
		const [value] = xmpValues(packet, name);
		return value === undefined || value === "" ? undefined : value;
	};
	const [digitalSourceType, rights, credit, creatorTool] = (
		[
			["Iptc4xmpExt", "DigitalSourceType"],
			["dc", "rights"],
			["photoshop", "Credit"],
			["xmp", "CreatorTool"],
		] as const
	).map(first);
	const creators = xmpValues(packet, ["dc", "creator"]).filter((name) => name !== "");
	return {
		...(digitalSourceType !== undefined && { digitalSourceType }),
		...(rights !== undefined && { rights }),
		...(credit !== undefined && { credit }),
		...(creatorTool !== undefined && { creatorTool }),
		...(creators.length > 0 && { creators }),
	};
}
