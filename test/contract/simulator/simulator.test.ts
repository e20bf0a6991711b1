import { afterEach, describe, expect, test } from "vitest";
import { jpegSamples } from "../../simulator/jpeg-samples.ts";
import { gradientPng } from "../../simulator/png.ts";
import {
	type GatewayName,
	gatewayNames,
	type Simulator,
	type SimulatorOptions,
} from "../../simulator/simulator.ts";
import { startSimulator } from "../../simulator/start-simulator.ts";
import { ask, idIn, poll, statusIn, submit, ways } from "./plain-client.ts";

const running: Simulator[] = [];
async function start(gateway: GatewayName, options?: SimulatorOptions): Promise<Simulator> {
	const simulator = await startSimulator(gateway, options);
	running.push(simulator);
	return simulator;
}
afterEach(async () => {
	for (const simulator of running.splice(0)) {
		simulator.release();
		await simulator.close();
	}
});

test("a port that clients were cut off from is not listened at again soon", async () => {
	const origins = new Set<string>();
	for (let round = 0; round < 400; round += 1) {
		const simulator = await startSimulator("ark");
		origins.add(simulator.origin);
		await simulator.close();
	}
	expect(origins.size).toBe(400);
});

const taskGateways = ["toapis", "evolink", "reapi"] as const;
const idOf = (answer: Parameters<typeof idIn>[0]) => idIn(answer) ?? "";

describe.each(gatewayNames)("%s", (gateway) => {
	test("refuses a wrong key in its own shape, counts the submit and charges nothing", async () => {
		const simulator = await start(gateway);
		const { submitPath, body } = ways[gateway];
		const answer = await ask(simulator, submitPath, { body, key: "wrong" });
		expect(answer.status).toBe(401);
		expect(answer.json).toMatchObject({ error: { message: expect.any(String) } });
		expect(simulator.submits()).toHaveLength(1);
		expect(simulator.submits()[0]).not.toHaveProperty("body");
		expect([simulator.chargedImages(), simulator.tasks().length]).toEqual([0, 0]);
	});

	test("answers its free questions, and says no at addresses it does not have", async () => {
		const simulator = await start(gateway);
		for (const path of ways[gateway].questions) {
			expect((await ask(simulator, path)).status, path).toBe(200);
		}
		const [path = ""] = ways[gateway].questions;
		expect((await ask(simulator, path, { key: "wrong" })).status).toBe(401);
		expect((await ask(simulator, "/v1/images/edits", { body: {} })).status).toBe(404);
		simulator.faults.nextQuestion({ kind: "reply", reply: { status: 503, body: "" } });
		expect((await ask(simulator, path)).status).toBe(503);
		expect(simulator.submits()).toHaveLength(0);
	});

	test("refuses connections while it is down, and knows everything afterwards", async () => {
		const simulator = await start(gateway);
		await submit(simulator);
		await simulator.goDown();
		expect((await submit(simulator)).status).toBe(0);
		await simulator.comeBack();
		expect(simulator.submits()).toHaveLength(1);
		expect((await submit(simulator)).status).toBe(200);
		expect(simulator.chargedImages()).toBe(6);
	});

	test("does as scripted once, several times or always, until that is taken back", async () => {
		const simulator = await start(gateway);
		const fault = { kind: "reply", reply: { status: 503, body: "" }, charged: false } as const;
		simulator.faults.nextSubmit(fault, 2);
		simulator.faults.nextSubmit({ ...fault, reply: { status: 500, body: "" } }, "always");
		const statuses: number[] = [];
		for (let time = 0; time < 4; time += 1) statuses.push((await submit(simulator)).status);
		simulator.faults.clear();
		statuses.push((await submit(simulator)).status);
		expect(statuses).toEqual([503, 503, 500, 500, 200]);
	});

	test("looks at references that lie on this computer", async () => {
		const simulator = await start(gateway);
		const host = await start("evolink");
		const place = async (bytes: Buffer) => {
			const answer = await ask(host, "/api/v1/files/upload/base64", {
				body: { base64_data: bytes.toString("base64") },
			});
			return String(Reflect.get(Object(Reflect.get(Object(answer.json), "data")), "file_url"));
		};
		const field = ["toapis", "evolink", "reapi"].includes(gateway) ? "image_urls" : "image";
		const tryLink = async (link: string) =>
			(await submit(simulator, { [field]: [link] })).status === 200;
		expect(await tryLink(await place(gradientPng({ width: 60, height: 40 })))).toBe(true);
		expect(await tryLink(await place(gradientPng({ width: 360, height: 20 })))).toBe(false);
		expect(await tryLink(`${host.origin}/files/gone.png`)).toBe(false);
		expect(await tryLink("https://pictures.example.com/shoe.png")).toBe(true);
		expect(await tryLink("https://192.168.1.7/shoe.png")).toBe(false);
	});
});

describe.each(taskGateways)("%s, a gateway with tasks", (gateway) => {
	test("holds a task until it is told to finish, and gives its pictures once", async () => {
		const simulator = await start(gateway, { answersUntilDone: "held" });
		const id = idOf(await submit(simulator));
		const words = [statusIn(await poll(simulator, id)), statusIn(await poll(simulator, id))];
		expect(words).not.toContain("completed");
		simulator.finish(id);
		expect(statusIn(await poll(simulator, id))).toBe("completed");
		await poll(simulator, id);
		expect(simulator.delivered()).toHaveLength(3);
		expect(new Set(simulator.delivered().map((one) => one.sha256)).size).toBe(3);
		expect(simulator.tasks()).toMatchObject([{ id, state: "done", images: 3 }]);
	});

	test("finishes after a time of work", async () => {
		const simulator = await start(gateway, { workMs: 30 });
		const id = idOf(await submit(simulator));
		let word = "";
		while (word !== "completed") word = statusIn(await poll(simulator, id));
		const [task] = simulator.tasks();
		expect((task?.finishedAt ?? 0) - (task?.submittedAt ?? 0)).toBeGreaterThanOrEqual(30);
	});

	test("measures how fast it was asked, and who asked after the end", async () => {
		const simulator = await start(gateway);
		const id = idOf(await submit(simulator));
		await poll(simulator, id);
		await poll(simulator, id);
		expect(simulator.pace().afterTheEnd).toBe(0);
		await poll(simulator, id);
		const { smallestGapOfATask, smallestFirstWait, mostPerSecond, afterTheEnd } = simulator.pace();
		expect(smallestGapOfATask).toBeGreaterThan(0);
		expect(smallestFirstWait).toBeGreaterThan(0);
		const times = simulator.polls().map((one) => one.at);
		const within = times.map(
			(from) => times.filter((at) => at >= from && at < from + 1_000).length,
		);
		expect([mostPerSecond, afterTheEnd]).toEqual([Math.max(...within), 1]);
		const gaps = times.slice(1).map((at, place) => at - (times[place] ?? 0));
		expect(smallestGapOfATask).toBe(Math.min(...gaps));
		await poll(simulator, idOf(await submit(simulator)));
		expect(simulator.pace().smallestGap).toBeLessThanOrEqual(smallestGapOfATask);
	});

	test("does not know other tasks", async () => {
		const simulator = await start(gateway);
		expect((await poll(simulator, "task-unified-1-x")).status).toBe(404);
		const wrong = await poll(simulator, "img_1");
		expect(wrong.status).toBe(gateway === "evolink" ? 400 : 404);
	});

	test("gives the same links with every answer, and serves them whole", async () => {
		const simulator = await start(gateway, { signedForSeconds: 60, pictures: "mixed" });
		const id = idOf(await submit(simulator));
		await poll(simulator, id);
		const first = (await poll(simulator, id)).json;
		expect((await poll(simulator, id)).json).toEqual(first);
		for (const { url = "", sha256 } of simulator.delivered()) {
			const bytes = await (await fetch(url)).arrayBuffer();
			const digest = await crypto.subtle.digest("SHA-256", bytes);
			expect(Buffer.from(digest).toString("hex")).toBe(sha256);
		}
		expect(simulator.fetches()).toEqual([1, 1, 1]);
	});
});

function form(bytes: Buffer, type: string, name = "shoe.png"): FormData {
	const data = new FormData();
	data.set("file", new File([new Uint8Array(bytes)], name, { type }));
	return data;
}

const png = gradientPng({ width: 60, height: 40 });

describe.each([
	["toapis", "/v1/uploads/images"],
	["evolink", "/api/v1/files/upload/stream"],
] as const)("uploads to %s", (gateway, path) => {
	const send = (simulator: Simulator, body: FormData, key = simulator.key) =>
		fetch(`${simulator.origin}${path}`, {
			...{ method: "POST", body, headers: { authorization: `Bearer ${key}` } },
		});

	test("are kept, served and counted; nothing is charged", async () => {
		const simulator = await start(gateway);
		expect((await send(simulator, form(png, "image/png"))).status).toBe(200);
		const [jpeg = png] = jpegSamples;
		expect((await send(simulator, form(jpeg, "image/jpeg", "a b.jpg"))).status).toBe(200);
		const urls = simulator.uploads().map((one) => one.url);
		const served = await fetch(urls[1] ?? "");
		expect(served.headers.get("content-type")).toBe("image/jpeg");
		expect(Buffer.from(await served.arrayBuffer()).equals(jpeg)).toBe(true);
		expect(simulator.uploads()).toMatchObject([{ name: "shoe.png", mime: "image/png" }, {}]);
		expect([simulator.submits().length, simulator.chargedImages()]).toEqual([0, 0]);
	});

	test("that are no picture of the listed sorts are refused", async () => {
		const simulator = await start(gateway);
		const bad = [
			form(Buffer.from("hello"), "image/png"),
			form(png, "image/jpeg"),
			form(png, "application/octet-stream"),
			new FormData(),
		];
		for (const body of bad) {
			const reply = await send(simulator, body);
			expect(reply.status).toBe(400);
			expect(await reply.json()).toMatchObject({ success: false });
		}
		expect((await send(simulator, form(png, "image/png"), "wrong")).status).toBe(401);
		expect(simulator.uploads()).toHaveLength(0);
	});
});

test("an upload of more than 10 MB is refused by ToAPIs", async () => {
	const simulator = await start("toapis");
	const large = Buffer.concat([png, Buffer.alloc(10_000_001 - png.length)]);
	const init = { method: "POST", body: form(large, "image/png") };
	const reply = await fetch(`${simulator.origin}/v1/uploads/images`, {
		...init,
		headers: { authorization: `Bearer ${simulator.key}` },
	});
	expect(await reply.json()).toEqual({
		success: false,
		message: "Image too large. Maximum size is 10MB",
	});
});

test("EvoLink's file service has so much room, and gives it back", async () => {
	const simulator = await start("evolink", { uploadRoom: 1 });
	const upload = () =>
		ask(simulator, "/api/v1/files/upload/base64", {
			body: { base64_data: `data:image/png;base64,${png.toString("base64")}`, file_name: "a.png" },
		});
	expect((await upload()).json).toMatchObject({ success: true, data: { mime_type: "image/png" } });
	expect((await upload()).json).toMatchObject({ success: false, code: 40003 });
	const [file] = simulator.uploads();
	const remove = () => ask(simulator, `/api/v1/files/${file?.id}`, { method: "DELETE" });
	expect((await remove()).json).toMatchObject({ success: true });
	expect((await remove()).status).toBe(404);
	expect((await fetch(file?.url ?? "")).status).toBe(404);
	expect(simulator.uploads()).toMatchObject([{ removed: true }]);
	expect((await upload()).json).toMatchObject({ success: true });
});

test("a stream has its headers with the first picture, and errors of parameters are plain JSON", async () => {
	const simulator = await start("ark");
	const streamed = await submit(simulator, { stream: true });
	expect(streamed.headers.get("content-type")).toMatch(/^text\/event-stream/);
	expect(streamed.text.match(/^event: .*/gm)).toEqual([
		...Array(3).fill("event: image_generation.partial_succeeded"),
		"event: image_generation.completed",
	]);
	expect(streamed.text.endsWith("data: [DONE]\n\n")).toBe(true);
	const refused = await submit(simulator, { stream: true, n: 3 });
	expect(refused.status).toBe(400);
	expect(refused.json).toMatchObject({ error: { code: "InvalidParameter.n" } });
});

test("a relay that does not stream answers with plain JSON", async () => {
	const simulator = await start("tokaify", { streamsAs: "plain-json" });
	const answer = await submit(simulator, { stream: true });
	expect(answer.json).toMatchObject({ data: [{}, {}, {}] });
	expect((await submit(await start("tokaify"), { stream: true })).text).toMatch(/^event: /);
});

test("a stream of pictures in the reply counts each one as delivered", async () => {
	const simulator = await start("modelark");
	await submit(simulator, { stream: true, response_format: "b64_json" });
	expect(simulator.delivered()).toHaveLength(3);
	for (const one of simulator.delivered()) expect(one).not.toHaveProperty("url");
});
