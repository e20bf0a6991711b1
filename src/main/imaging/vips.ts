import Vips from "wasm-vips";

export type VipsModule = Awaited<ReturnType<typeof Vips>>;
export type VipsImage = InstanceType<VipsModule["Image"]>;

/** The decoders that hostile bytes may reach; libvips carries more, and would choose by content. */
const allowedLoaders = [
	"VipsForeignLoadJpeg",
	"VipsForeignLoadPng",
	"VipsForeignLoadWebp",
	"VipsForeignLoadNsgif",
	"VipsForeignLoadTiff",
	"VipsForeignLoadHeif",
];

/**
 * Starts libvips for one worker: one thread of its own, no cache, only the decoders we want.
 * @param avif with the decoder of AVIF, a third of the whole in memory (measured: 37 MB, 23 without)
 */
export async function loadVips({ avif }: { readonly avif: boolean }): Promise<VipsModule> {
	const vips = await Vips({
		dynamicLibraries: avif ? ["vips-heif.wasm"] : [],
		print: () => {},
		printErr: () => {},
		// Its warnings on every damaged tile go past `printErr`, straight to the process's stderr.
		preRun: (module: { ENV: Record<string, string> }) => {
			module.ENV.VIPS_WARNING = "0";
		},
	});
	vips.concurrency(1);
	// Every picture is seen once: a cache would only keep its memory.
	vips.Cache.max(0);
	vips.operationBlock("VipsForeignLoad", true);
	for (const loader of allowedLoaders) vips.operationBlock(loader, false);
	return vips;
}

/** Marks an image, or what it is read from, as belonging to the present call. */
export type Own = <T extends { delete: () => void }>(thing: T) => T;

/** Runs a call and frees everything it made, the last first: nothing collects garbage inside the wasm heap. */
export function withImages<Value>(call: (own: Own) => Value): Value {
	const owned: { delete: () => void }[] = [];
	try {
		return call((thing) => {
			owned.push(thing);
			return thing;
		});
	} finally {
		for (const thing of owned.reverse()) thing.delete();
	}
}

/** Whether any pixel shows what is behind it; an alpha channel that is solid throughout counts for nothing. */
export function hasVisibleAlpha(image: VipsImage, own: Own): boolean {
	if (!image.hasAlpha()) return false;
	return own(image.extractBand(image.bands - 1)).min() < 255;
}
