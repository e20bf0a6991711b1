/** A body of `multipart/form-data` and the header that goes with it. */
export type MultipartBody = {
	/** Value of the `content-type` header; it names the boundary. */
	readonly contentType: string;
	readonly body: Uint8Array;
};

/** The one file of a form. */
export type MultipartFile = {
	/** Name of the form's field. */
	readonly field: string;
	/** The file's own name, with its ending. */
	readonly name: string;
	readonly mime: string;
	readonly bytes: Uint8Array;
};

/**
 * A form with one file as bytes (RFC 7578). The same parts give the same body.
 * @param fields plain fields, which come before the file in this order
 */
export function multipartBody(
	fields: readonly (readonly [name: string, value: string])[],
	file: MultipartFile,
): MultipartBody {
	const texts = fields.map(
		([name, value]) => `content-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}`,
	);
	const fileHead =
		`content-disposition: form-data; name="${quoted(file.field)}"; filename="${quoted(file.name)}"\r\n` +
		`content-type: ${file.mime}\r\n\r\n`;
	const boundary = boundaryOutside([...texts, file.bytes]);
	const before = texts.map((text) => `--${boundary}\r\n${text}\r\n`).join("");
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		body: Buffer.concat([
			Buffer.from(`${before}--${boundary}\r\n${fileHead}`),
			file.bytes,
			Buffer.from(`\r\n--${boundary}--\r\n`),
		]),
	};
}

/** As browsers write names (HTML standard, "multipart form data"): a line break or a quote would end them. */
function quoted(name: string): string {
	return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** A line that none of the parts holds, so that it can only mean the end of one. */
function boundaryOutside(parts: readonly (string | Uint8Array)[]): string {
	const holds = (part: string | Uint8Array, text: string) =>
		typeof part === "string" ? part.includes(text) : viewOf(part).includes(text);
	for (let number = 1; ; number += 1) {
		const boundary = `seedcase-part-${number}`;
		if (!parts.some((part) => holds(part, boundary))) return boundary;
	}
}

/** The same bytes, not copied: only a Buffer can look for a text in them. */
function viewOf(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
