import fc from "fast-check";
import {
	type CustomGateway,
	CustomModel,
	CustomSync,
	CustomTask,
	customTiers,
} from "../../../src/contract/custom-gateway.ts";

const word = fc.stringMatching(/^[a-z][a-z_]{0,10}$/);
const place = fc.oneof(
	fc.constantFrom("id", "data.id", "result.data[].url", "data[0].task_id", "[].url", "a-b.c"),
	fc.array(word, { minLength: 1, maxLength: 4 }).map((names) => names.join(".")),
);
const path = fc.oneof(
	fc.constantFrom("/v1/images/generations", "/a?b=1", "/a.b/..c", "/@x", "/:8080/x", "/%2e", "/"),
	fc.webPath().filter((text) => text.startsWith("/")),
	fc.string({ minLength: 1, maxLength: 20 }).map((text) => `/${text}`),
);
const pollPath = path.chain((text) =>
	fc.constantFrom(`${text}/{id}`, `/{id}${text}`, `${text}?task={id}`, `${text}{id}`),
);

const model = fc
	.record({
		id: fc.string({ minLength: 1, maxLength: 30 }),
		title: fc.string({ minLength: 1, maxLength: 30 }),
		sizes: fc.constantFrom("ratio", "tier-or-pixels"),
		tiers: fc.subarray([...customTiers], { minLength: 1 }),
		maxImages: fc.integer({ min: 1, max: 15 }),
		maxReferences: fc.integer({ min: 0, max: 14 }),
		usdPerImage: fc.option(fc.double({ min: 0, max: 1_000, noNaN: true }), { nil: undefined }),
	})
	.filter((one) => CustomModel.safeParse(one).success);

const shared = {
	models: fc.uniqueArray(model, {
		minLength: 1,
		maxLength: 3,
		selector: ({ id }) => id.trim(),
	}),
	submitPath: path,
	tierField: fc.constantFrom("resolution", "quality", "metadata.resolution"),
};

const sync = fc.record({
	kind: fc.constant("sync"),
	...shared,
	references: fc.constantFrom("inline", "link", "none"),
	count: fc.constantFrom("sequential", "n"),
	outputFormat: fc.boolean(),
	watermark: fc.boolean(),
	stream: fc.boolean(),
	responseFormat: fc.boolean(),
});

const task = fc
	.record({
		kind: fc.constant("task"),
		...shared,
		pollPath,
		idPlace: place,
		statusPlace: place,
		doneWords: fc.constant(["completed", "success"]),
		failedWords: fc.constant(["failed"]),
		resultPlace: place,
		errorPlace: place,
		referencesField: fc.constantFrom("image_urls", "metadata.images", "image"),
		references: fc.constantFrom("inline", "link", "upload", "none"),
		upload: fc.record({ uploadPath: path, uploadField: fc.constant("file"), uploadPlace: place }),
	})
	.map(({ upload, ...rest }) => ({ ...rest, ...(rest.references === "upload" && { upload }) }));

const parsing = <T>(
	schema: { safeParse: (value: unknown) => { success: boolean; data?: T } },
	any: fc.Arbitrary<unknown>,
): fc.Arbitrary<T> =>
	any
		.map((value) => schema.safeParse(value))
		.filter(({ success }) => success)
		.map(({ data }) => data as T);

export const anyCustomSync = parsing(CustomSync, sync);
export const anyCustomTask = parsing(CustomTask, task);
/** Whatever the contract lets a designer describe. */
export const anyCustomGateway: fc.Arbitrary<CustomGateway> = fc.oneof(anyCustomSync, anyCustomTask);
