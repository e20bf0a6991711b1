import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AppError } from "../../../src/contract/errors.ts";
import { gradientPng } from "../../simulator/png.ts";
import { fileOf, type HostRig, linksOnly, startHostRig } from "./host-rig.ts";
import { BUCKET, type S3Server, s3Error, startS3 } from "./s3-server.ts";

let s3: S3Server;
let rig: HostRig;
beforeEach(async () => {
	[s3, rig] = await Promise.all([startS3(), startHostRig()]);
});
afterEach(async () => {
	await rig.close();
	await s3.close();
});

const picture = gradientPng({ width: 32, height: 32, seed: 1 });
const place = async (bytes: Uint8Array = picture, job = rig.job()) =>
	rig.placement().place(fileOf(bytes), await rig.target(linksOnly, { job }));
const refusal = (work: Promise<unknown>): Promise<AppError["failure"]> =>
	work.then(
		() => Promise.reject(new Error("it was placed")),
		(error: AppError) => error.failure,
	);

describe("a picture in a bucket", () => {
	it("is given to anybody who has its link, byte for byte and as a picture", async () => {
		await rig.chooseBucket(s3);
		const { url } = await place();
		const reply = await fetch(url);
		expect(reply.headers.get("content-type")).toBe("image/png");
		expect(Buffer.from(await reply.arrayBuffer()).equals(picture)).toBe(true);
	});

	it.each(["参考 图片/été", "a+b/c&d=e/100%", "it's (new)/*~!", "/trailing/../slashes//"])(
		"is found below the folder %j",
		async (prefix) => {
			await rig.chooseBucket(s3, { prefix });
			const { url } = await place();
			expect((await fetch(url)).status).toBe(200);
			const steps = prefix.split("/").filter((step) => step !== "" && step !== "..");
			const [object = ""] = await s3.objects();
			expect(object.split("/").slice(0, -1)).toEqual(steps);
		},
	);

	it("has a link for twelve hours, which no log holds", async () => {
		await rig.chooseBucket(s3);
		const { url, expiresAt = 0 } = await place();
		expect((expiresAt - rig.clock.now()) / 3_600_000).toBeCloseTo(12, 1);
		const signature = new URL(url).searchParams.get("X-Amz-Signature") ?? "";
		expect(signature).toHaveLength(64);
		expect(rig.logged()).toContain(BUCKET);
		for (const secret of [signature, "Signature", "S3RVER", "Credential"]) {
			expect(rig.logged()).not.toContain(secret);
		}
	});

	it("cannot be had once the time of its link is over", async () => {
		await rig.chooseBucket(s3);
		await place();
		// A link that was made thirteen hours ago.
		rig.later(-13);
		const [row] = rig.placed.all();
		if (row === undefined) throw new Error("nothing was written down");
		rig.placed.put({ ...row, placedAt: rig.clock.now() });
		const { url } = await place();
		const reply = await fetch(url);
		expect(reply.status).toBe(403);
		expect(await reply.text()).toContain("Request has expired");
		expect(s3.count("PUT")).toBe(1);
	});

	it("cannot be had without a link", async () => {
		await rig.chooseBucket(s3);
		const { url } = await place();
		expect((await fetch(url.replace(/\?.*/, ""))).status).toBe(403);
	});

	it("cannot be had with a link that was changed", async () => {
		await rig.chooseBucket(s3);
		const { url } = await place();
		const other = new URL(url);
		other.searchParams.set("X-Amz-Expires", "604800");
		expect((await fetch(other)).status).toBe(403);
	});

	it("is put there once, however many ask for it at a time", async () => {
		await rig.chooseBucket(s3);
		const links = await Promise.all([place(), place(), place(), place()]);
		expect(new Set(links.map(({ id }) => id)).size).toBe(1);
		expect(await s3.objects()).toHaveLength(1);
		expect(s3.count("PUT")).toBe(1);
	});

	it("is not put there again for a day, but every job gets a link of its own time", async () => {
		await rig.chooseBucket(s3);
		const first = await place();
		// Signatures have no fraction of a second.
		rig.world.ahead += 2_000;
		const second = await place();
		expect(second.id).toBe(first.id);
		expect(second.url).not.toBe(first.url);
		expect(s3.count("PUT")).toBe(1);
	});

	it("is put there anew after a day, for somebody may have removed it", async () => {
		const host = await rig.chooseBucket(s3);
		const { id } = await place();
		const [row] = rig.placed.all();
		if (row === undefined) throw new Error("nothing was written down");
		rig.placed.put({ ...row, placedAt: rig.clock.now() - 25 * 3_600_000 });
		expect((await place()).id).toBe(id);
		expect(s3.count("PUT")).toBe(2);
		expect(rig.placed.all()).toMatchObject([{ owner: host.id, remoteId: id }]);
	});
});

describe("a bucket that does not take a picture", () => {
	it.each([
		["a wrong secret", { secret: { text: "wrong-secret", keeping: "session" } }, "host-rejected"],
		["a wrong access key", { accessKeyId: "AKIANOBODY" }, "host-rejected"],
		["a bucket that is not there", { bucket: "nothing-here" }, "host-bucket-missing"],
	] as const)("says so: %s", async (_, changes, reason) => {
		await rig.chooseBucket(s3, changes);
		const failure = await refusal(place());
		expect(failure).toMatchObject({ reason, charged: "no" });
		expect(failure.message).toContain("Studio bucket");
		expect(JSON.stringify(failure)).not.toMatch(/wrong-secret|AKIANOBODY|StringToSign/);
		expect(rig.placed.all()).toEqual([]);
	});

	it("says that the clock of this computer is wrong", async () => {
		await rig.chooseBucket(s3);
		rig.later(-1);
		expect(await refusal(place())).toMatchObject({ reason: "host-clock-wrong" });
	});

	it.each([
		[
			s3Error(301, "PermanentRedirect", "<Endpoint>b.s3.us-west-2.amazonaws.com</Endpoint>"),
			"b.s3.us-west-2",
		],
		[s3Error(400, "AuthorizationHeaderMalformed", "<Region>us-west-2</Region>"), "us-west-2"],
		[{ status: 301, headers: { "x-amz-bucket-region": "us-west-2" }, body: "" }, "us-west-2"],
		[
			{ status: 307, headers: { location: "https://elsewhere.example.com/x?sig=1" }, body: "" },
			"elsewhere.example.com",
		],
	] as const)("says where the bucket is instead: %j", async (reply, where) => {
		await rig.chooseBucket(s3);
		s3.answerNext("PUT", reply);
		const failure = await refusal(place());
		expect(failure).toMatchObject({ reason: "host-wrong-region", facts: { bucket: BUCKET } });
		expect(failure.message).toContain(where);
	});

	it.each([
		[s3Error(503, "SlowDown"), "SlowDown"],
		[{ status: 500, body: "" }, "500"],
		[
			{ status: 502, headers: { "content-type": "text/html" }, body: "<html>Bad gateway</html>" },
			"502",
		],
		[{ status: 507, body: "<Error><Code>QuotaExceeded</Code>" }, "QuotaExceeded"],
	] as const)("says what it was told: %j", async (reply, said) => {
		await rig.chooseBucket(s3);
		s3.answerNext("PUT", reply);
		const failure = await refusal(place());
		expect(failure).toMatchObject({ reason: "host-failed", charged: "no", retry: "now" });
		expect(failure.message).toContain(said);
		// Whoever tries again gets on.
		expect((await fetch((await place()).url)).status).toBe(200);
	});

	it("says that nobody answers there", async () => {
		await rig.chooseBucket(s3, { endpoint: "http://127.0.0.1:9" });
		expect(await refusal(place())).toMatchObject({ reason: "unreachable", charged: "no" });
	});

	it("says that it was removed in Settings", async () => {
		const host = await rig.chooseBucket(s3);
		rig.hosts.remove(host.id);
		expect(rig.placement().hasHost()).toBe(false);
		expect(await refusal(place())).toMatchObject({ reason: "host-not-found" });
	});

	it("stops when the job is stopped", async () => {
		await rig.chooseBucket(s3);
		const stop = new AbortController();
		const target = await rig.target(linksOnly, { signal: stop.signal });
		const placing = refusal(rig.placement().place(fileOf(randomBytes(5_000_000)), target));
		stop.abort();
		expect(await placing).toMatchObject({ reason: "cancelled" });
	});

	it("goes on for a second job when the first one is stopped", async () => {
		await rig.chooseBucket(s3);
		const bytes = randomBytes(5_000_000);
		const stop = new AbortController();
		const first = await rig.target(linksOnly, { signal: stop.signal });
		const second = await rig.target(linksOnly);
		const stopped = refusal(rig.placement().place(fileOf(bytes), first));
		const going = rig.placement().place(fileOf(bytes), second);
		stop.abort();
		expect(await stopped).toMatchObject({ reason: "cancelled" });
		const reply = await fetch((await going).url);
		expect(Buffer.from(await reply.arrayBuffer()).equals(bytes)).toBe(true);
	});
});

describe("taking away from a bucket", () => {
	it("happens when the last job that needs the picture has ended", async () => {
		await rig.chooseBucket(s3);
		const [first, second] = [rig.job(), rig.job()];
		await place(picture, first);
		await place(picture, second);
		await rig.end(first);
		expect(await s3.objects()).toHaveLength(1);
		await rig.end(second, "failed");
		expect(await s3.objects()).toEqual([]);
		expect(rig.placed.all()).toEqual([]);
	});

	it("is left out when the designer did not ask for it, and made up for once they do", async () => {
		await rig.chooseBucket(s3);
		rig.world.removePlaced = false;
		const job = rig.job();
		await place(picture, job);
		await rig.end(job);
		await rig.placement().tidyLeftovers();
		expect(await s3.objects()).toHaveLength(1);
		rig.world.removePlaced = true;
		await rig.placement().tidyLeftovers();
		expect(await s3.objects()).toEqual([]);
	});

	it("waits for a job whose outcome is unknown, for the gateway may still be fetching", async () => {
		await rig.chooseBucket(s3);
		const job = rig.job();
		await place(picture, job);
		await rig.end(job, "unknown");
		expect(await s3.objects()).toHaveLength(1);
		rig.later(25);
		// The bucket would refuse a clock that far ahead, so what is looked at is the decision.
		await rig.placement().tidyLeftovers();
		expect(rig.placed.jobs()).toEqual([]);
	});

	it("never throws, and is tried again at the next start", async () => {
		await rig.chooseBucket(s3);
		const job = rig.job();
		await place(picture, job);
		const ahead = rig.world.ahead;
		rig.later(-1);
		await rig.end(job);
		expect(await s3.objects()).toHaveLength(1);
		expect(rig.logged()).toContain("host-clock-wrong");
		rig.world.ahead = ahead;
		rig.restart();
		await rig.placement().tidyLeftovers();
		expect(await s3.objects()).toEqual([]);
	});

	it("finds what arrived right before the app died, although no answer was written down", async () => {
		await rig.chooseBucket(s3);
		const job = rig.job();
		const { id } = await place(picture, job);
		const [row] = rig.placed.all();
		if (row === undefined) throw new Error("nothing was written down");
		// As it stood between the upload and its answer.
		rig.placed.put({ ...row, placedAt: undefined });
		rig.restart();
		expect((await place(picture, job)).id).toBe(id);
		rig.placed.put({ ...row, placedAt: undefined });
		await rig.end(job, "canceled");
		expect(await s3.objects()).toEqual([]);
	});

	it("lets a job that comes meanwhile place the picture anew", async () => {
		await rig.chooseBucket(s3);
		const [first, second] = [rig.job(), rig.job()];
		await place(picture, first);
		const ending = rig.end(first);
		const { url } = await place(picture, second);
		await ending;
		expect((await fetch(url)).status).toBe(200);
	});
});
