import { readFile } from "node:fs/promises";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What a designer finds in a PDF. */
export type PdfFacts = {
	readonly pages: number;
	readonly pictures: number;
	readonly words: string;
};

async function factsOf(path: string): Promise<PdfFacts> {
	const file = await getDocument({ data: new Uint8Array(await readFile(path)) }).promise;
	let pictures = 0;
	let words = "";
	for (let number = 1; number <= file.numPages; number += 1) {
		const page = await file.getPage(number);
		const { fnArray } = await page.getOperatorList();
		pictures += fnArray.filter((one) => one === OPS.paintImageXObject).length;
		const { items } = await page.getTextContent();
		words += items.map((item) => ("str" in item ? item.str : "")).join("");
	}
	return { pages: file.numPages, pictures, words };
}

// Run by Electron's own Node: the reader of PDFs needs a newer one than the tests may be run with.
process.stdout.write(JSON.stringify(await Promise.all(process.argv.slice(2).map(factsOf))));
