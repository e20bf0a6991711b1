import { expect, test } from "vitest";
import { gatewaysDoc } from "../../../scripts/docs/gateways-doc.ts";
import { gatewayAdapters } from "../../../src/main/gateways/registry.ts";

test("docs/gateways.md says what the app does: `npm run docs` writes it anew", async () => {
	await expect(gatewaysDoc(gatewayAdapters)).toMatchFileSnapshot("../../../docs/gateways.md");
});
