import type { BucketAddress } from "../secrets/host-book.ts";

/** Where a file of this name lies in the bucket. */
export function objectKey(bucket: Pick<BucketAddress, "prefix">, name: string): string {
	return bucket.prefix === "" ? name : `${bucket.prefix}/${name}`;
}
