import type { z } from "zod";
import { GenerationRequest } from "../../../../../src/contract/generation.ts";
import { Recipe } from "../../../../../src/contract/library.ts";

/** A recipe that asks for a panda, but for what is given. */
export function aRecipe(request: Partial<z.input<typeof GenerationRequest>> = {}): Recipe {
	return Recipe.parse({
		version: 1,
		job: "019a0000-0000-7000-8000-000000000001",
		createdAt: 1_760_000_000_000,
		gateway: "evolink",
		gatewayTitle: "EvoLink",
		modelTitle: "Seedream 4.5",
		accountLabel: "EvoLink",
		request: GenerationRequest.parse({
			account: "019a0000-0000-7000-8000-000000000002",
			model: "seedream-4.5",
			prompt: "a neon panda",
			references: [],
			size: { kind: "tier", tier: "2K" },
			mode: "single",
			count: 1,
			extras: {},
			...request,
		}),
		outputs: [],
		marks: {},
	});
}
