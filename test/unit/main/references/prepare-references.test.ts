import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Capability } from "../../../../src/contract/capability.ts";
import { type AppError, appError } from "../../../../src/contract/errors.ts";
import type { GenerationRequest, RequestReference } from "../../../../src/contract/generation.ts";
import { ReferenceId } from "../../../../src/contract/ids.ts";
import { newAccountId } from "../../../../src/main/foundation/new-id.ts";
import type { Placed, UploadFile } from "../../../../src/main/gateways/gateway-adapter.ts";
import { reapiAdapter } from "../../../../src/main/gateways/reapi/reapi-adapter.ts";
import { createImaging } from "../../../../src/main/imaging/imaging-pool.ts";
import { prepareReferences } from "../../../../src/main/references/prepare-references.ts";
import { createPictureMaker, type PictureMaker } from "../../../fixtures/pictures/picture-maker.ts";

const workerUrl = new URL("../../../../src/main/imaging/imaging-worker.ts", import.meta.url);
const imaging = createImaging({ workerUrl, maxWorkers: 1 });
const paths = new Map<ReferenceId, string>();
let maker: PictureMaker;
let folder: string;

beforeAll(async () => {
	maker = await createPictureMaker();
	folder = await mkdtemp(join(tmpdir(), "seedcase-prepare-"));
});
afterAll(async () => {
	await imaging.close();
	maker.close();
});

const [model] = reapiAdapter.models as readonly [Capability];
const taking = (...by: Capability["references"]["by"]): Capability => ({
	...model,
	references: { ...model.references, by },
});
const picture = async (bytes: Uint8Array, name: string): Promise<RequestReference> => {
	const id = ReferenceId.parse((paths.size + 1).toString(16).padStart(64, "0"));
	const path = join(folder, `${paths.size}.bin`);
	await writeFile(path, bytes);
	paths.set(id, path);
	return { kind: "picture", id, name };
};
const request = (references: readonly RequestReference[]): GenerationRequest => ({
	...{ account: newAccountId(), model: model.model, prompt: "a panda", count: 1, extras: {} },
	...{ references: [...references], mode: "single", size: { kind: "tier", tier: "2K" } },
});
const prepare = (
	references: readonly RequestReference[],
	place: (file: UploadFile) => Promise<Placed>,
	capability = taking("link"),
	signal = new AbortController().signal,
) =>
	prepareReferences(request(references), capability, {
		store: { pathOf: async (id) => paths.get(id) },
		...{ imaging, gatewayTitle: "reAPI", signal, place },
	});
const linkFor = (file: UploadFile): Placed => ({ url: `https://host.example.com/${file.name}` });
const small = (width: number) => maker.photo(width, 40).pngsaveBuffer();

describe("references for a gateway that fetches links", () => {
	it("are placed fitted, in the order of the request, links between them as they are", async () => {
		const files: UploadFile[] = [];
		const link: RequestReference = { kind: "link", url: "https://example.com/a.png" };
		const references = [await picture(small(40), "a.png"), link, await picture(small(41), "b.png")];
		const { ready, notices } = await prepare(references, async (file) => {
			files.push(file);
			// The first one takes longest.
			if (files.length === 1) await vi.waitFor(() => expect(files).toHaveLength(2));
			return linkFor(file);
		});
		expect(notices).toEqual([]);
		expect(ready.map(({ url }) => url)).toEqual([
			`https://host.example.com/${files[0]?.name}`,
			"https://example.com/a.png",
			`https://host.example.com/${files[1]?.name}`,
		]);
		expect(files.map(({ mime }) => mime)).toEqual(["image/png", "image/png"]);
	});

	it("are turned upright and cut down to what the gateway takes, and it is said", async () => {
		const turned = maker.turned(maker.photo(60, 40), 6).jpegsaveBuffer();
		const files: UploadFile[] = [];
		const { notices } = await prepare([await picture(turned, "shoe.jpg")], async (file) => {
			files.push(file);
			return linkFor(file);
		});
		expect(notices).toEqual([{ key: "turned-upright", facts: { name: "shoe.jpg" } }]);
		const [file] = files;
		expect(file?.name).toMatch(/^[0-9a-f]{24}-[0-9a-f]{8}\.jpg$/);
		const sent = await imaging.inspect({ bytes: file?.bytes ?? new Uint8Array() });
		expect(sent).toMatchObject({ width: 40, height: 60, format: "jpeg" });
	});

	it("have names that no other upload has, even of the same bytes", async () => {
		const bytes = small(42);
		const names: string[] = [];
		const references = [await picture(bytes, "a.png"), await picture(bytes, "b.png")];
		await prepare(references, async (file) => {
			names.push(file.name);
			return linkFor(file);
		});
		expect(new Set(names).size).toBe(2);
	});

	it("are uploaded three at a time", async () => {
		const references = await Promise.all(
			Array.from({ length: 7 }, (_, at) => picture(small(50 + at), `${at}.png`)),
		);
		let going = 0;
		let most = 0;
		const waiting: (() => void)[] = [];
		const work = prepare(references, async (file) => {
			going += 1;
			most = Math.max(most, going);
			await new Promise<void>((resolve) => waiting.push(resolve));
			going -= 1;
			return linkFor(file);
		});
		await vi.waitFor(() => expect(going).toBe(3));
		for (let done = 0; done < 7; done += 1) {
			await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0));
			waiting.shift()?.();
		}
		expect((await work).ready).toHaveLength(7);
		expect(most).toBe(3);
	});

	it("that cannot be placed are named as the designer knows them, and nothing was charged", async () => {
		const references = [await picture(small(43), "shoe.png"), await picture(small(44), "hat.png")];
		let release = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		let settled = false;
		const failing = prepare(references, async (file) => {
			const { width } = await imaging.inspect({ bytes: file.bytes });
			if (width === 44) {
				await held;
				return linkFor(file);
			}
			const facts = { name: file.name, host: "EvoLink", said: "it is Monday" };
			throw appError("upload-failed", facts, { charged: "maybe" });
		})
			.then(
				() => undefined,
				(error: AppError) => error.failure,
			)
			.finally(() => {
				settled = true;
			});
		// What was begun comes to its end first: the job tidies up after it.
		await imaging.inspect({ bytes: small(1) });
		expect(settled).toBe(false);
		release();
		const failure = await failing;
		expect(failure).toMatchObject({ reason: "upload-failed", charged: "no" });
		expect(failure?.message).toBe(
			"shoe.png could not be placed at EvoLink: it is Monday. Nothing was sent. Try again.",
		);
	});

	it("that are gone from the disk are named, and nothing is placed", async () => {
		const gone: RequestReference = {
			kind: "picture",
			id: ReferenceId.parse("f".repeat(64)),
			name: "lost.png",
		};
		const place = vi.fn(async (file: UploadFile) => linkFor(file));
		await expect(prepare([gone], place)).rejects.toMatchObject({
			failure: { reason: "reference-gone", facts: { name: "lost.png" } },
		});
		expect(place).not.toHaveBeenCalled();
	});

	it("stop when the job is stopped", async () => {
		const stop = new AbortController();
		stop.abort();
		const place = vi.fn(async (file: UploadFile) => linkFor(file));
		const references = [await picture(small(45), "a.png")];
		await expect(prepare(references, place, taking("link"), stop.signal)).rejects.toThrow();
		expect(place).not.toHaveBeenCalled();
	});
});

it("references ride inline where the model takes that, and nothing is placed", async () => {
	const bytes = small(46);
	const place = vi.fn(async (file: UploadFile) => linkFor(file));
	const references = [await picture(bytes, "a.png")];
	const { ready } = await prepare(references, place, taking("inline", "link"));
	expect(ready).toEqual([
		{ url: `data:image/png;base64,${Buffer.from(bytes).toString("base64")}` },
	]);
	expect(place).not.toHaveBeenCalled();
});
