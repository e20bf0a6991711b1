import { DatabaseSync } from "node:sqlite";
import { lookText, readLook } from "../../src/contract/picture-look.ts";
import type { IndexEntry } from "../../src/main/store/index-entry.ts";
import { openIndex } from "../../src/main/store/index-repo.ts";
import { SPAN } from "../../src/main/store/migrations/index-0003.ts";
import { searchable } from "../../src/main/store/search-text.ts";

/** A picture, and whether it stands for its stack: what the app works out row by row is given here. */
export type BulkEntry = { readonly entry: IndexEntry; readonly cover: boolean };

const ROW =
	`place id job position width height bytes format saved_at file pick stars sha256 title caption
	usd trashed_at tags gateway model stack cover likeness_high likeness_low colours`.split(/\s+/);

/**
 * Fills the index of a library many times faster than putting one picture after the other: without
 * triggers and with the table's indexes made at the end. What comes out is what the app would have made.
 * @param library its folder, absolute
 * @param entries jobs one after the other
 */
export async function fillIndexInBulk(
	path: string,
	library: string,
	entries: Iterable<BulkEntry>,
): Promise<void> {
	openIndex(path, { folder: library, durable: false }).close();
	const database = new DatabaseSync(path);
	database.exec("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -200000");
	const later = database
		.prepare(
			`SELECT type, name, sql FROM sqlite_master
			 WHERE tbl_name = 'images' AND sql IS NOT NULL AND type IN ('index', 'trigger')`,
		)
		.all()
		.map(({ type, name, sql }) => ({ drop: `DROP ${type} ${name}`, sql: String(sql) }));
	database.exec("BEGIN");
	for (const { drop } of later) database.exec(drop);
	writeRows(database, entries);
	database.exec(`INSERT INTO spans (span, stamp) SELECT DISTINCT place / ${SPAN}, 1 FROM images`);
	for (const { sql } of later) database.exec(sql);
	database.exec("COMMIT");
	database.close();
	const index = openIndex(path, { folder: library, durable: false });
	// As after the first look at the gallery: the spans are worked out, and kept at closing.
	await index.ask("outline", { filter: { text: "" } });
	index.close();
}

function writeRows(database: DatabaseSync, entries: Iterable<BulkEntry>): void {
	const putJob = database.prepare(
		`INSERT INTO jobs (id, folder, prompt, model_title, gateway_title, set_id, created_at, gateway, usd)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	);
	const putImage = database.prepare(
		`INSERT INTO images (${ROW.join(", ")}) VALUES (${ROW.map(() => "?").join(", ")})`,
	);
	const putText = database.prepare(
		"INSERT INTO images_text (rowid, prompt, title, caption, tags, file) VALUES (?, ?, ?, ?, ?, ?)",
	);
	const putTag = database.prepare("INSERT INTO tags (name, folded) VALUES (?, ?)");
	const tagImage = database.prepare("INSERT INTO image_tags (tag, place) VALUES (?, ?)");
	const tags = new Map<string, number>();
	/** Thousands of pictures have one prompt. */
	const words = new Map<string, string>();
	const searched = (text: string): string => {
		const known = words.get(text) ?? searchable(text);
		words.set(text, known);
		return known;
	};
	let job = "";
	for (const { entry, cover } of entries) {
		const { image, folder, sha256 = null } = entry;
		const { mark = {}, caption = null, usd = null, trashedAt = null } = image;
		const { set = null, createdAt = null, gateway = null } = entry.job;
		if (image.job !== job) {
			job = image.job;
			const titles = [image.prompt, image.modelTitle, image.gatewayTitle];
			putJob.run(job, folder, ...titles, set, createdAt, gateway, entry.job.usd ?? null);
		}
		const place = image.savedAt * 1_000 + (Number.parseInt(image.id.slice(-8), 16) % 1_000);
		const names = mark.tags ?? [];
		putImage.run(
			...[place, image.id, job, image.index, image.width, image.height, image.bytes, image.format],
			...[image.savedAt, image.file, mark.pick ?? null, mark.stars ?? null, sha256],
			...[mark.title ?? null, caption, usd, trashedAt],
			...[names.length === 0 ? null : JSON.stringify(names), gateway, image.modelTitle],
			...[set ?? job, cover ? 1 : null, ...lookColumns(entry.look)],
		);
		const file = image.file.slice(image.file.lastIndexOf("/") + 1);
		putText.run(
			...[place, searched(image.prompt), mark.title ?? "", searched(caption ?? "")],
			...[names.join("\n"), file],
		);
		for (const name of names) {
			const id = tags.get(name) ?? Number(putTag.run(name, name).lastInsertRowid);
			tags.set(name, id);
			tagImage.run(id, place);
		}
	}
}

function lookColumns(text: string | undefined): (number | Uint8Array | null)[] {
	const look = readLook(text);
	if (look === undefined) return [null, null, null];
	const colours = new Uint8Array(24);
	look.colours.forEach(({ l, a, b, share }, at) => {
		colours.set([l, a + 128, b + 128, share], at * 4);
	});
	return [...look.likeness, colours];
}

/** A look that nobody took: any fingerprint, two colours. */
export function madeUpLook(random: () => number): string {
	const whole = (count: number) => Math.floor(random() * count);
	const colour = (share: number) => ({
		l: whole(101),
		a: whole(160) - 80,
		b: whole(160) - 80,
		share,
	});
	return lookText({
		likeness: [whole(2 ** 32), whole(2 ** 32)],
		colours: [colour(170), colour(85)],
	});
}
