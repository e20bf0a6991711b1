import { z } from "zod";
import { EpochMs } from "../../contract/jobs.ts";

/** Whatever is in a bucket may be a stranger's: nothing in these documents is believed without its bounds. */
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** What can be sent by one request and brought by one; a picture of this app has at most 200 MB. */
export const MAX_FILE_BYTES = 400 * 1024 * 1024;
/** A list has at most 8,192 files of 4 KB of name. */
const MAX_LIST_BYTES = 48 * 1024 * 1024;
const MAX_LIST_FILES = 20_000;
const MAX_MANIFEST_BYTES = 32 * 1024 * 1024;
/** Of a whole library; one of more was made to fill somebody's disk. */
export const MAX_FILES = 10_000_000;

/** Of which library on which computer a document speaks, and which of them it is. */
const Identity = z.object({
	version: z.literal(1),
	library: z.uuid(),
	mirror: z.uuid(),
	machine: z.string().trim().min(1).max(80),
	title: z.string().max(1_000),
	/** Manifests are counted from 1. */
	count: z.int().min(1),
});

/** The newest word of one computer about one library: which manifest holds. */
export const Head = z.object({
	...Identity.shape,
	manifest: Sha256,
	bytes: z.int().min(1).max(MAX_MANIFEST_BYTES),
	pictures: z.int().min(0),
	/** Bytes of all files. */
	total: z.int().min(0),
	changedAt: EpochMs,
});
export type Head = z.infer<typeof Head>;

const ListName = z.object({
	part: z.string().max(4_096),
	sha256: Sha256,
	bytes: z.int().min(2).max(MAX_LIST_BYTES),
	files: z.int().min(1).max(MAX_LIST_FILES),
	total: z.int().min(0),
	pictures: z.int().min(0),
});

/** Everything a library was at one moment, as lists of files by their hashes. Newest months first. */
export const Manifest = z.object({
	...Identity.shape,
	writtenAt: EpochMs,
	lists: z.array(ListName).max(200_000),
});
export type Manifest = z.infer<typeof Manifest>;

/** One list: path inside the library with `/`, hash, bytes. */
export const FileNames = z
	.array(z.tuple([z.string().min(1).max(4_096), Sha256, z.int().min(0).max(MAX_FILE_BYTES)]))
	.min(1)
	.max(MAX_LIST_FILES);
export type FileNames = z.infer<typeof FileNames>;
