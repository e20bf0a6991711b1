import fc from "fast-check";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import { ImageId, ReferenceId } from "../../../../src/contract/ids.ts";
import { imageUrl, mediaKinds, referenceUrl } from "../../../../src/contract/media.ts";
import { answerMedia, type MediaPorts } from "../../../../src/main/library/media.ts";

const image = ImageId.parse(v7());
const reference = ReferenceId.parse("ab".repeat(32));

/** A library with one picture and one reference that writes down what it is asked. */
function ports(asked: string[] = []): MediaPorts {
	const note = <T>(id: string, known: string, answer: T, none: () => T): T => {
		asked.push(id);
		return id === known ? answer : none();
	};
	const gone = (): never => {
		throw appError("image-not-found");
	};
	return {
		library: {
			find: (id) => note(id, image, { format: "jpeg" } as never, () => undefined),
			fileOf: async (id) => note(id, image, "/library/01.jpg", gone),
			thumbnailOf: async (id) => note(id, image, "/library/thumb.webp", gone),
		},
		references: {
			get: async (id) => note(id, reference, { format: "png" } as never, () => undefined),
			pathOf: async (id) => note(id, reference, "/library/ab.png", () => undefined),
			thumbnailOf: async (id) => note(id, reference, "/library/ab.webp", gone),
		},
	};
}

describe("media://", () => {
	test.each([
		[imageUrl("thumb", image), "/library/thumb.webp", "image/webp"],
		[imageUrl("image", image), "/library/01.jpg", "image/jpeg"],
		[referenceUrl("reference-thumb", reference), "/library/ab.webp", "image/webp"],
		[referenceUrl("reference", reference), "/library/ab.png", "image/png"],
	])("%s is a file", async (url, path, contentType) => {
		expect(await answerMedia(url, ports())).toEqual({
			status: 200,
			path,
			contentType,
			immutable: true,
		});
	});

	test.each([
		imageUrl("thumb", ImageId.parse(v7())),
		imageUrl("image", ImageId.parse(v7())),
		referenceUrl("reference-thumb", ReferenceId.parse("cd".repeat(32))),
		referenceUrl("reference", ReferenceId.parse("cd".repeat(32))),
	])("%s of something unknown is 404", async (url) => {
		expect(await answerMedia(url, ports())).toEqual({ status: 404 });
	});

	test.each([
		`media://thumb/${reference}`,
		`media://reference/${image}`,
		`media://thumb/${image}/`,
		`media://thumb/${image}?a=1`,
		`media://thumb/${image}#a`,
		`media://thumb/${image.toUpperCase()}`,
		`media://thumb/..%2f${image}`,
		`media://thumb//${image}`,
		`media://user@thumb/${image}`,
		`media://thumb:80/${image}`,
		`media://constructor/${image}`,
		`file://thumb/${image}`,
		`media://thumb/${image}\n`,
		`media://thumb/${"-".repeat(36)}`,
		`media://thumb/${"0".repeat(36)}`,
		"media://thumb/",
		"",
		`media://thumb/${"a".repeat(1_000_000)}`,
	])("%.80s is refused before the library is asked", async (url) => {
		const asked: string[] = [];
		expect(await answerMedia(url, ports(asked))).toEqual({ status: 400 });
		expect(asked).toEqual([]);
	});

	test("asks for nothing but ids, whatever the address", async () => {
		const piece = fc.oneof(
			fc.constantFrom(
				...mediaKinds,
				"media:",
				"//",
				"/",
				"..",
				"%2e%2e",
				"%2f",
				"\\",
				"\0",
				"%00",
				"?",
				"#",
			),
			fc.constantFrom<string>(image, reference, "recipe.json", ".seedcase/index.db"),
			fc.string({ unit: "binary", maxLength: 40 }),
		);
		const anyUrl = fc.oneof(
			fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
			fc
				.tuple(fc.constantFrom(...mediaKinds), piece, piece)
				.map(([kind, a, b]) => `media://${kind}/${a}${b}`),
			fc.webUrl({ validSchemes: ["media"] }),
		);
		await fc.assert(
			fc.asyncProperty(anyUrl, async (url) => {
				const asked: string[] = [];
				const answer = await answerMedia(url, ports(asked));
				expect([200, 400, 404]).toContain(answer.status);
				for (const id of asked) {
					expect(ImageId.safeParse(id).success || ReferenceId.safeParse(id).success).toBe(true);
				}
				if (answer.status === 400) expect(asked).toEqual([]);
			}),
			{ numRuns: 1_000 },
		);
	});

	test("shows the reference itself, for now, when its thumbnail cannot be kept", async () => {
		const usual = ports();
		const full = {
			...usual,
			references: {
				...usual.references,
				thumbnailOf: () => Promise.reject(appError("folder-read-only")),
			},
		};
		const shown = await answerMedia(referenceUrl("reference-thumb", reference), full);
		const whole = await answerMedia(referenceUrl("reference", reference), usual);
		expect(shown).toEqual({ ...whole, immutable: false });
		expect(shown).toMatchObject({ status: 200, contentType: "image/png" });
	});

	test("shows the picture itself, for now, when its thumbnail cannot be kept", async () => {
		const usual = ports();
		const full = {
			...usual,
			library: { ...usual.library, thumbnailOf: () => Promise.reject(appError("disk-full")) },
		};
		expect(await answerMedia(imageUrl("thumb", image), full)).toEqual({
			status: 200,
			path: "/library/01.jpg",
			contentType: "image/jpeg",
			immutable: false,
		});
	});
});
