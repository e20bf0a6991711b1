import { jsonReply } from "./canned-replies.ts";
import { keyRefusal, outletOf, parseJson, readBody, sha256, type Visit } from "./desk.ts";
import type { CannedReply } from "./faults.ts";
import type { UploadedFile, UploadSide } from "./gateway-side.ts";
import { isObject } from "./page-checks.ts";
import { pictureFacts } from "./picture-facts.ts";
import { writeReply } from "./write-reply.ts";

/** What both gateways with uploads take: jpeg, png, gif and webp. */
const taken = ["jpeg", "png", "gif", "webp"];
const DEFAULT_ROOM = 100;

/** One picture to be kept, however it was sent. It costs nothing. */
export async function takeUpload(
	visit: Visit,
	side: UploadSide,
	way: "multipart" | "base64",
): Promise<void> {
	const { desk, request } = visit;
	const fault = desk.state.uploadFaults.take();
	if (fault?.kind === "reset" && fault.at === "before-body") {
		request.socket.resetAndDestroy();
		return;
	}
	const body = await readBody(request);
	const refused = keyRefusal(visit);
	if (refused !== undefined || fault?.kind === "reply") {
		await writeReply(
			outletOf(visit),
			refused ?? (fault?.kind === "reply" ? fault.reply : refused) ?? side.refuse("no-file"),
		);
		return;
	}
	const file =
		body === undefined ? undefined : await fileIn(way, request.headers["content-type"], body);
	await writeReply(outletOf(visit), keep(visit, side, file), fault);
}

/** Takes an uploaded file away. */
export async function takeRemoval(visit: Visit, side: UploadSide, id: string): Promise<void> {
	const refused = keyRefusal(visit);
	const kept = visit.desk.state.uploads.get(id);
	if (refused !== undefined || kept === undefined || kept.removed) {
		await writeReply(outletOf(visit), refused ?? side.refuse("unknown-file"));
		return;
	}
	kept.removed = true;
	await writeReply(outletOf(visit), jsonReply(side.removed(id)));
}

/** Gives an uploaded file to whoever asks. @returns false when the path is none */
export function serveUpload({ desk, path, response, request }: Visit): boolean {
	const file = [...desk.state.uploads.values()].find((one) => new URL(one.url).pathname === path);
	if (file === undefined || request.method !== "GET") return false;
	if (file.removed) response.writeHead(404).end();
	else response.writeHead(200, { "content-type": file.mime }).end(file.file);
	return true;
}

function keep({ desk }: Visit, side: UploadSide, file: UploadedFile | undefined): CannedReply {
	const { state, options, origin } = desk;
	if (file === undefined) return side.refuse("no-file");
	if (file.bytes.length > side.maxBytes) return side.refuse("too-large");
	const facts = pictureFacts(file.bytes);
	const isTaken = facts !== undefined && taken.includes(facts.format);
	if (!isTaken || file.mime !== `image/${facts.format}`) return side.refuse("wrong-type");
	const held = [...state.uploads.values()].filter((one) => !one.removed).length;
	if (held >= (options.uploadRoom ?? DEFAULT_ROOM)) return side.refuse("full");
	const id = `file_${state.nextNumber().toString(36).padStart(8, "0")}`;
	const url = `${origin()}/files/${id}/${encodeURIComponent(file.name)}`;
	const { name, mime, bytes } = file;
	const row = { id, name, mime, bytes: bytes.length, url };
	state.uploads.set(id, { ...row, sha256: sha256(bytes), removed: false, file: bytes });
	return jsonReply(side.taken(row));
}

async function fileIn(
	way: "multipart" | "base64",
	type: string | undefined,
	body: Buffer,
): Promise<UploadedFile | undefined> {
	return way === "base64" ? base64File(body) : multipartFile(type ?? "", body);
}

async function multipartFile(type: string, body: Buffer): Promise<UploadedFile | undefined> {
	if (!type.startsWith("multipart/form-data")) return undefined;
	const whole = new Response(new Uint8Array(body), { headers: { "content-type": type } });
	const form = await whole.formData().catch(() => undefined);
	const file = form?.get("file");
	if (!(file instanceof File)) return undefined;
	return { name: file.name, mime: file.type, bytes: Buffer.from(await file.arrayBuffer()) };
}

/** `base64_data`: a data URL or the bare bytes. */
function base64File(body: Buffer): UploadedFile | undefined {
	const json = parseJson(body.toString("utf8"));
	if (!isObject(json) || typeof json.base64_data !== "string") return undefined;
	const [, mime, base64 = ""] = /^(?:data:([^;]+);base64,)?(.*)$/s.exec(json.base64_data) ?? [];
	const bytes = Buffer.from(base64, "base64");
	const format = pictureFacts(bytes)?.format;
	const name = typeof json.file_name === "string" ? json.file_name : `unnamed.${format}`;
	return { name, mime: mime ?? `image/${format}`, bytes };
}
