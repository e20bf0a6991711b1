import type { Ref } from "react";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { TokenField } from "../../kit/token-field.tsx";
import { useTagField } from "../../state/tag-field.ts";

/** The tags of pictures, to be read and written; those that not all of them have are in italics. */
export function TagsField({
	ids,
	records,
	input,
}: {
	readonly ids: readonly ImageId[];
	/** What is known of them. */
	readonly records: readonly ImageRecord[];
	readonly input?: Ref<HTMLInputElement>;
}) {
	return <TokenField ref={input} {...useTagField(ids, records)} />;
}
