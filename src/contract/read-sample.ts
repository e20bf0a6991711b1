import { linkOfUpload, readTaskReply, type TaskPlaces, type TaskReading } from "./custom-reply.ts";

/** What the app makes of a reply pasted from a documentation page. */
export type SampleReading =
	| { readonly kind: "empty" }
	| { readonly kind: "not-json" }
	| {
			readonly kind: "read";
			readonly task: TaskReading;
			/** The link, when the sample is the reply to an upload. */
			readonly upload?: ReturnType<typeof linkOfUpload>;
	  };

/** Reads a pasted sample exactly as the adapter reads the gateway's replies. It sends nothing. */
export function readSample(
	pasted: string,
	places: TaskPlaces,
	uploadPlace: string | undefined,
): SampleReading {
	const text = pasted.trim();
	if (text === "") return { kind: "empty" };
	const json = parsed(text);
	if (typeof json !== "object" || json === null) return { kind: "not-json" };
	const upload = uploadPlace === undefined ? undefined : linkOfUpload(json, uploadPlace);
	return { kind: "read", task: readTaskReply(json, places), ...(upload && { upload }) };
}

/** Documentation often has comments and dots in its samples; what stands around the JSON is passed over. */
function parsed(text: string): unknown {
	const inner = text.slice(
		text.search(/[{[]/),
		Math.max(text.lastIndexOf("}"), text.lastIndexOf("]")) + 1,
	);
	for (const candidate of [text, inner, withoutRemarks(inner)]) {
		try {
			return JSON.parse(candidate);
		} catch {
			// The next reading is more generous.
		}
	}
	return undefined;
}

/** Without `// …` at the end of lines and without commas before a closing bracket. */
function withoutRemarks(text: string): string {
	return text.replaceAll(/(^|[\s,{[])\/\/[^\n"]*$/gm, "$1").replaceAll(/,(\s*[}\]])/g, "$1");
}
