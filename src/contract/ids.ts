import { z } from "zod";

/** UUID v7: sorts by the time it was made. One id for a job in the journal, the library and the window. */
export const JobId = z.uuidv7().brand<"JobId">();
export type JobId = z.infer<typeof JobId>;

/** UUID v7 of one output; it keeps this id when it becomes a picture in the library. */
export const ImageId = z.uuidv7().brand<"ImageId">();
export type ImageId = z.infer<typeof ImageId>;

/** SHA-256 of a reference's bytes, 64 lower-case hexadecimal digits: the same picture is kept once. */
export const ReferenceId = z
	.string()
	.regex(/^[0-9a-f]{64}$/)
	.brand<"ReferenceId">();
export type ReferenceId = z.infer<typeof ReferenceId>;

export const AccountId = z.uuidv7().brand<"AccountId">();
export type AccountId = z.infer<typeof AccountId>;

/** Jobs of one wish sent to several gateways. */
export const ComparisonId = z.uuidv7().brand<"ComparisonId">();
export type ComparisonId = z.infer<typeof ComparisonId>;

export const BoardId = z.uuidv7().brand<"BoardId">();
export type BoardId = z.infer<typeof BoardId>;

/** A collection or a saved search. */
export const CollectionId = z.uuidv7().brand<"CollectionId">();
export type CollectionId = z.infer<typeof CollectionId>;

/** One edit of the library that can be taken back. */
export const UndoId = z.uuid().brand<"UndoId">();
export type UndoId = z.infer<typeof UndoId>;

/** One thing on a board. The window makes these. */
export const ItemId = z.uuid().brand<"ItemId">();
export type ItemId = z.infer<typeof ItemId>;

/** One run of something long, named by the window so that it can be stopped. */
export const RunId = z.uuid().brand<"RunId">();
export type RunId = z.infer<typeof RunId>;

/** Bytes the window handed over by `media://incoming`, until they are taken. */
export const IncomingToken = z.uuid().brand<"IncomingToken">();
export type IncomingToken = z.infer<typeof IncomingToken>;

/** A bucket that holds references. */
export const HostId = z.uuidv7().brand<"HostId">();
export type HostId = z.infer<typeof HostId>;

/**
 * The name of a gateway's folder under `src/main/gateways`, such as `tokaify`, or `custom-` and an
 * account's id for one the designer has set up.
 */
export const GatewayId = z
	.string()
	.regex(/^[a-z][a-z0-9-]{0,63}$/)
	.brand<"GatewayId">();
export type GatewayId = z.infer<typeof GatewayId>;
