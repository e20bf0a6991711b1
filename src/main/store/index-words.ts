import { z } from "zod";
import type { ImageRecord } from "../../contract/library.ts";
import { foldTag } from "../../contract/tag-name.ts";
import { type Database, parsedRow } from "./database.ts";
import { searchable } from "./search-text.ts";

/** What a picture is found by: its words, its tags and the collections it is in. */
export type IndexWords = {
	readonly put: (place: number, image: ImageRecord) => void;
	readonly remove: (place: number) => void;
};

const TagRow = z.object({ id: z.int() });

export function createIndexWords(database: Database): IndexWords {
	const putText = database.prepare(
		"INSERT INTO images_text (rowid, prompt, title, caption, tags, file) VALUES (?, ?, ?, ?, ?, ?)",
	);
	const removeText = database.prepare("DELETE FROM images_text WHERE rowid = ?");
	const tag = database.prepare("SELECT id FROM tags WHERE folded = ?");
	const newTag = database.prepare("INSERT INTO tags (name, folded) VALUES (?, ?) RETURNING id");
	const putTag = database.prepare("INSERT OR IGNORE INTO image_tags (tag, place) VALUES (?, ?)");
	const tagsOf = database.prepare("SELECT tag AS id FROM image_tags WHERE place = ?");
	const removeTags = database.prepare("DELETE FROM image_tags WHERE place = ?");
	// A tag that nobody bears any more may be typed in another way the next time.
	const dropTag = database.prepare(
		"DELETE FROM tags WHERE id = ? AND NOT EXISTS (SELECT 1 FROM image_tags WHERE tag = tags.id)",
	);
	const putCollection = database.prepare(
		"INSERT OR IGNORE INTO image_collections (collection, place) VALUES (?, ?)",
	);
	const removeCollections = database.prepare("DELETE FROM image_collections WHERE place = ?");

	const idOf = (name: string): number => {
		const folded = foldTag(name);
		return parsedRow(TagRow, tag.get(folded) ?? newTag.get(name, folded), "index.db").id;
	};
	return {
		put: (place, image) => {
			const { title = "", tags = [], collections = [] } = image.mark ?? {};
			const name = image.file.slice(image.file.lastIndexOf("/") + 1);
			const words = [image.prompt, title, image.caption ?? "", tags.join("\n"), name];
			putText.run(place, ...words.map(searchable));
			for (const one of tags) putTag.run(idOf(one), place);
			for (const one of collections) putCollection.run(one, place);
		},
		remove: (place) => {
			removeText.run(place);
			const tags = tagsOf.all(place).map((row) => parsedRow(TagRow, row, "index.db").id);
			if (tags.length > 0) removeTags.run(place);
			for (const id of tags) dropTag.run(id);
			removeCollections.run(place);
		},
	};
}
