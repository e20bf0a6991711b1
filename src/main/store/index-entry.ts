import type { ImageId, JobId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";

/** What the record of a job says of it; a lost recipe says nothing. */
export type JobFacts = {
	/** The picture it went on from. */
	readonly parent?: ImageId;
	/** The job whose set it mends or goes on with, as its request names it. */
	readonly set?: JobId;
	/** Milliseconds since the Unix epoch. */
	readonly createdAt?: number;
	/** Its gateway's id. */
	readonly gateway?: string;
	/** What the whole job cost, US dollars. */
	readonly usd?: number;
	/** Ids of the pictures it was made with, in the order sent. */
	readonly references: readonly string[];
	/** Its pictures came in from outside. */
	readonly imported?: true;
};

/** Everything the index knows of one picture. */
export type IndexEntry = {
	/** With its mark, caption, share of the price, and where it stands (trashed, missing, linked). */
	readonly image: ImageRecord;
	/** Of its job, inside the library, with `/`. */
	readonly folder: string;
	readonly job: JobFacts;
	/** Of its bytes as they were saved. */
	readonly sha256?: string;
	/** As `lookText` writes it. */
	readonly look?: string;
};
